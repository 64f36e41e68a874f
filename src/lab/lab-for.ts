import { setTimeout as sleep } from 'node:timers/promises';
import { cacheDirectory } from '../image/index.js';
import { until, type WaitOptions } from '../support/deadline.js';
import { factsOf, prepareLab, type LabFacts } from './lab-spec.js';
import type { LabOptions } from './options.js';
import { startLab } from './start.js';
import { processStart, readLabState, supervisorLog, type LabState } from './state-file.js';
import { differences } from './up.js';
import { targetAt, type LabTarget } from './target.js';

/** A lab to use. Disposing of it ends one that was started for this; one that was up stays up. */
export interface LabInUse extends AsyncDisposable {
  readonly facts: LabFacts;
  /** How to reach it over SSH. */
  readonly target: LabTarget;
  /** Whether it was up before. */
  readonly already: boolean;
  /** What became of it, as far as it can be told within a moment: for whoever has lost the connection to it. Never rejects. */
  whatBecame(): Promise<string>;
}

/** Milliseconds for the end of a machine to be seen after that of its connections. */
const endMs = 5_000;

export interface LabForOptions extends WaitOptions {
  readonly progress?: ((line: string) => void) | undefined;
}

/**
 * The lab that is up, if it is what is asked for; else one for as long as it is used, and never longer than this process.
 *
 * @throws UsageError, EnvironmentError, DeadlineError as {@link startLab} and {@link prepareLab}; the signal's reason
 */
export async function labFor(options: LabOptions, { progress, ...wait }: LabForOptions): Promise<LabInUse> {
  const cache = options.cache ?? cacheDirectory();
  const running = readLabState(cache);
  // Without a wish, whatever is up will do.
  const { kernel, modules, qemus, vcpus, memoryMib, outerQemu } = options;
  const wishes = [kernel, modules, qemus, vcpus, memoryMib, outerQemu];
  if (running && wishes.every((wish) => wish === undefined)) return inUse(running, cache);
  const spec = await prepareLab({ ...options, cache }, { ...wait, progress });
  const facts = factsOf(spec);
  if (running && differences(running.facts, facts).length === 0) return inUse(running, cache);
  progress?.(`starting a lab with ${facts.kernel}`);
  const lab = await startLab(spec, { ...wait, progress });
  return {
    facts,
    target: lab.target,
    already: false,
    whatBecame: () => Promise.race([lab.ended, sleep(endMs, 'its machine still runs', { ref: false })]),
    [Symbol.asyncDispose]: () => lab[Symbol.asyncDispose](),
  };
}

function inUse(state: LabState, cache: string): LabInUse {
  const { facts, sshPort, qemuPid } = state;
  const machine = processStart(qemuPid);
  return {
    ...{ facts, target: targetAt(sshPort, cache), already: true },
    async whatBecame() {
      const isGone = () => (processStart(qemuPid) === machine ? undefined : true);
      const gone = await until('the machine to be gone', { timeoutMs: endMs }, isGone).catch(() => false);
      return gone ? `its machine ended; ${supervisorLog(cache)} may say why` : 'its machine still runs';
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
