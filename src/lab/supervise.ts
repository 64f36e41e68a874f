import { VmwrightError } from '../support/errors.js';
import type { LabSpec } from './lab-spec.js';
import { startLab, type RunningLab } from './start.js';
import { makeStateFolder, processStart, removeLabState, writeLabState } from './state-file.js';

/** What a supervisor tells whoever started it. */
export type SupervisorMessage =
  | { readonly kind: 'progress'; readonly line: string }
  | { readonly kind: 'up' }
  | { readonly kind: 'failed'; readonly message: string };

export interface SuperviseOptions {
  /** Ends the lab in order. */
  readonly signal: AbortSignal;
  /** Milliseconds for it to come up. */
  readonly timeoutMs: number;
  readonly tell: (message: SupervisorMessage) => void;
}

/** The machine ended while nobody asked for it. */
class LabEndedError extends VmwrightError {}

/**
 * Starts a lab and keeps it, until the signal aborts or its machine ends. The process that calls this owns the machine: however
 * it ends, the machine ends with it.
 *
 * @throws as {@link startLab}; the signal's reason; an error when the machine ends by itself
 */
export async function superviseLab(spec: LabSpec, options: SuperviseOptions): Promise<never> {
  const { signal, timeoutMs, tell } = options;
  const progress = (line: string) => tell({ kind: 'progress', line });
  await using lab = await startLab(spec, { timeoutMs, signal, progress });
  await makeStateFolder(spec.cache);
  await writeLabState(spec.cache, stateOf(lab));
  try {
    tell({ kind: 'up' });
    return await endOf(lab, signal);
  } finally {
    await removeLabState(spec.cache);
  }
}

function stateOf(lab: RunningLab) {
  const startedAt = processStart(process.pid) ?? '';
  return {
    supervisor: { pid: process.pid, startedAt },
    qemuPid: lab.pid,
    sshPort: lab.target.port,
    upSince: Date.now(),
    from: lab.from,
    facts: lab.facts,
  };
}

async function endOf(lab: RunningLab, signal: AbortSignal): Promise<never> {
  const asked = new Promise<never>((_, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  const ended = lab.ended.then((how) => {
    throw new LabEndedError(`the lab is down: ${how}`);
  });
  return await Promise.race([asked, ended]);
}
