import { localHost, type Host } from '../host/index.js';
import { kvmPossibleOn, type Accelerator } from '../qemu/index.js';
import type { Arch } from '../model/index.js';
import type { RunRequest } from '../runner/index.js';
import { EnvironmentError, UsageError, type VmwrightError } from '../support/errors.js';
import type { Hosts } from './hosts.js';
import { knownKvmTrial } from './known-kvm-trial.js';

export type AcceleratorWish = Accelerator | 'auto';

/** A QEMU on a host. */
export interface QemuAt {
  readonly host: Host;
  readonly qemu: string | undefined;
}

/** What a wish comes to where these QEMUs are. A lab is there for its KVM, on which a guest takes longer than a trial would allow. */
export function acceleratorOn(
  places: readonly QemuAt[],
  labs: Hosts['labs'],
  wish: AcceleratorWish,
  signal: AbortSignal,
): RunRequest['accelerator'] {
  if (places.every(({ host }) => labs.has(host))) return wish === 'auto' ? 'kvm' : wish;
  // Several who ask get the same answer, whatever a second trial would come to.
  const chosen = new Map<Arch, Promise<Accelerator>>();
  return async (arch) => {
    const choice = chosen.get(arch) ?? chooseAccelerator(wish, arch, places, signal);
    chosen.set(arch, choice);
    return await choice;
  };
}

/**
 * The accelerator to run on. KVM only where a guest was seen to run on it: `/dev/kvm` may open and still not run one,
 * and every scenario would fail for that. Between two hosts, on both, and where their CPUs are alike: the guest sees the
 * host's own (`-cpu host`), and cannot take it along to another one.
 *
 * @throws UsageError when KVM was asked for and cannot be: another architecture, no device, unlike CPUs
 * @throws EnvironmentError when KVM was asked for and no guest runs on it
 */
export async function chooseAccelerator(
  wish: AcceleratorWish,
  arch: Arch,
  places: readonly QemuAt[],
  signal: AbortSignal,
): Promise<Accelerator> {
  if (wish === 'tcg') return 'tcg';
  const refusal =
    (await unlikeCpus(places.map(({ host }) => host))) ??
    (await firstRefusal(places, (place) => noKvm(place, arch, signal)));
  if (!refusal) return 'kvm';
  if (wish === 'auto') return 'tcg';
  throw refusal;
}

async function noKvm(
  { host, qemu }: QemuAt,
  arch: Arch,
  signal: AbortSignal,
): Promise<VmwrightError | undefined> {
  const where = host === localHost ? 'here' : `on ${host.name}`;
  const lab = arch === 'aarch64' ? ', and --host lab has real KVM for Arm guests on any machine' : '';
  const cannot = (reason: string) =>
    `KVM cannot be used ${where}: ${reason}. --accel tcg works everywhere${lab}`;
  const kvm = await kvmPossibleOn(host, arch);
  if (!kvm.possible) return new UsageError(cannot(kvm.reason));
  const trial = await knownKvmTrial({ host, arch, ...(qemu !== undefined && { qemu }) }, signal);
  return trial.outcome === 'works' ? undefined : new EnvironmentError(cannot(trial.reason));
}

async function firstRefusal(
  places: readonly QemuAt[],
  refuse: (place: QemuAt) => Promise<VmwrightError | undefined>,
): Promise<VmwrightError | undefined> {
  for (const [index, place] of places.entries()) {
    const { host, qemu } = place;
    // One QEMU may be built without KVM, and another one on the same host with it.
    if (places.slice(0, index).some((other) => other.host === host && other.qemu === qemu)) continue;
    const refusal = await refuse(place);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Its model of CPU and its interrupt controller are what a guest on KVM cannot change. */
async function unlikeCpus(hosts: readonly Host[]): Promise<VmwrightError | undefined> {
  const [one, another] = hosts;
  if (!one || !another || one === another) return undefined;
  const [here, there] = await Promise.all([one.facts(), another.facts()]);
  const traits = [
    ['CPU', here.cpuModel, there.cpuModel],
    ['GIC', here.gic, there.gic],
  ] as const;
  const unlike = traits.find(([, first, second]) => first !== second);
  if (!unlike) return undefined;
  const [what, first = 'unknown', second = 'unknown'] = unlike;
  return new UsageError(
    `with KVM a guest has its host's CPU (-cpu host), and cannot move between unlike ones: the ${what} of ${one.name} is ` +
      `${first}, that of ${another.name} ${second}. --accel tcg works between them`,
  );
}
