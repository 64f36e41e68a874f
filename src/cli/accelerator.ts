import type { Host } from '../host/index.js';
import { kvmPossibleOn, type Accelerator } from '../qemu/index.js';
import type { Arch } from '../model/index.js';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { knownKvmTrial } from './known-kvm-trial.js';

export type AcceleratorWish = Accelerator | 'auto';

/**
 * The accelerator to run on. KVM only where a guest was seen to run on it: `/dev/kvm` may open and still not run one,
 * and every scenario would fail for that.
 *
 * @throws UsageError when KVM was asked for and cannot be: another architecture, no device
 * @throws EnvironmentError when KVM was asked for and no guest runs on it
 */
export async function chooseAccelerator(
  wish: AcceleratorWish,
  guest: { readonly host: Host; readonly arch: Arch; readonly qemu?: string },
  signal: AbortSignal,
): Promise<Accelerator> {
  if (wish === 'tcg') return 'tcg';
  const kvm = await kvmPossibleOn(guest.host, guest.arch);
  if (!kvm.possible) {
    if (wish === 'auto') return 'tcg';
    throw new UsageError(`KVM cannot be used here: ${kvm.reason}. --accel tcg works everywhere`);
  }
  const trial = await knownKvmTrial(guest, signal);
  if (trial.outcome === 'works') return 'kvm';
  if (wish === 'auto') return 'tcg';
  throw new EnvironmentError(`KVM cannot be used here: ${trial.reason}. --accel tcg works everywhere`);
}
