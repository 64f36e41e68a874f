import { firstValueFrom } from 'rxjs';
import type { Host } from '../host/index.js';
import { findImage } from '../image/index.js';
import { launch, type RunningMachine } from '../machine/index.js';
import type { Arch } from '../model/index.js';
import { describeError, EnvironmentError, VmwrightError } from '../support/errors.js';

/** What came of booting a guest on KVM. */
export type KvmTrial =
  | { readonly outcome: 'works'; readonly ms: number }
  | { readonly outcome: 'fails'; readonly reason: string }
  /** Nothing is known: there is nothing to try it with. */
  | { readonly outcome: 'untried'; readonly reason: string };

/** What is booted, and where. */
export interface TriedGuest {
  /** This machine when left out. */
  readonly host?: Host | undefined;
  readonly arch: Arch;
  readonly qemu?: string;
}

/**
 * Milliseconds for the guest to come up. On hardware that takes about one second; where KVM emulates every other
 * instruction it takes minutes, and TCG is the better choice.
 */
const bootTimeoutMs = 15_000;

/**
 * Boots a guest on KVM. Within another virtual machine `/dev/kvm` may exist, open and create VMs, and stop at the first
 * instruction that it would have to emulate, or run a guest fifty times slower than TCG.
 *
 * @throws UsageError or EnvironmentError when there is no QEMU to try it with; the signal's reason
 */
export async function tryKvm({ host, arch, qemu }: TriedGuest, signal: AbortSignal): Promise<KvmTrial> {
  const image = findImage({ arch });
  if (!image) return { outcome: 'untried', reason: `there is no ${arch} guest image to boot on it` };
  const started = performance.now();
  try {
    await using machine = await launch(
      {
        ...{ host, qemu: qemu ?? `qemu-system-${arch}`, arch, accelerator: 'kvm', vcpus: 2, ramMib: 512 },
        ...{ kernel: image.kernel, initrd: image.initrd, append: image.append },
      },
      { signal },
    );
    await comesUp(machine, image.marker, signal);
    return { outcome: 'works', ms: performance.now() - started };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof VmwrightError)) throw error;
    return { outcome: 'fails', reason: describeError(error) };
  }
}

/** @throws FindingError or DeadlineError when it does not */
async function comesUp(machine: RunningMachine, marker: string, signal: AbortSignal): Promise<void> {
  // What QEMU does on an internal error of KVM: it stops the VM, and says why on its stderr.
  const stopped = firstStop(machine).then(async (status) => {
    const { lastWords } = (await machine.stop()).death;
    const why = lastWords.find((line) => line.includes('KVM')) ?? 'it did not say why';
    throw new EnvironmentError(`QEMU stopped the guest (runstate ${status}): ${why}`);
  });
  const up = machine.console.waitForLine((line) => line.text.includes(marker), {
    timeoutMs: bootTimeoutMs,
    signal,
  });
  // Whichever comes second has nobody who waits for it.
  stopped.catch(() => undefined);
  up.catch(() => undefined);
  await Promise.race([up, stopped]);
}

/** Settles with the runstate when the VM does not run any more. */
async function firstStop({ qmp }: RunningMachine): Promise<string> {
  const stop = firstValueFrom(qmp.event('STOP'));
  stop.catch(() => undefined);
  // It may have stopped before anybody listened.
  const { status } = await qmp.execute('query-status');
  if (status !== 'running') return status;
  await stop;
  return (await qmp.execute('query-status')).status;
}
