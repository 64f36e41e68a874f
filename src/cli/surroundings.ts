import { faultNamed, type Fault } from '../faults/index.js';
import type { Host } from '../host/index.js';
import { guestArchitectures } from '../image/index.js';
import type { LabInUse } from '../lab/index.js';
import type { Arch } from '../model/index.js';
import { kvmPossibleOn } from '../qemu/index.js';
import type { RunRequest } from '../runner/index.js';
import { UsageError } from '../support/errors.js';
import { chooseAccelerator, type AcceleratorWish } from './accelerator.js';
import type { Hosts } from './hosts.js';
import { wantedQemuInLab } from './qemu-in-lab.js';

export interface SurroundingsOptions {
  readonly arch?: Arch;
  readonly accel: AcceleratorWish;
  readonly qemu?: string | undefined;
  readonly dstQemu?: string | undefined;
  readonly fault?: string;
  readonly append?: string;
}

/** What of a run depends on where its QEMUs are. */
type Surroundings = Pick<RunRequest, 'arch' | 'qemu' | 'append' | 'accelerator' | 'fault'>;

/** Cheaper ways into the guest's kernel, each of whose instructions is emulated; what they guard against is not there. */
const labAppend = 'mitigations=off';

/** @throws UsageError when what was asked for does not go together, as a fault in a KVM that is not a lab's */
export async function surroundings(
  { source, destination, lab }: Hosts,
  options: SurroundingsOptions,
  signal: AbortSignal,
): Promise<Surroundings> {
  const fault = options.fault === undefined ? undefined : faultNamed(options.fault);
  if (lab) return { ...inLab(lab, options, fault), fault };
  const { accel, qemu, dstQemu = qemu, append } = options;
  if (fault?.place === 'kvm')
    throw new UsageError(`${fault.name} is a fault in the KVM of a lab: give --host lab, too`);
  const places = [
    { host: source, qemu },
    { host: destination, qemu: dstQemu },
  ];
  return {
    ...{ qemu, append, fault, arch: options.arch ?? (await archOf(accel, source)) },
    accelerator: (arch) => chooseAccelerator(accel, arch, places, signal),
  };
}

/** A lab is there for its KVM, on which a guest takes longer than a trial would allow. */
function inLab({ facts }: LabInUse, options: SurroundingsOptions, fault: Fault | undefined): Surroundings {
  return {
    arch: options.arch ?? 'aarch64',
    qemu: wantedQemuInLab(facts.qemus, options.qemu, fault?.place === 'kvm' ? fault.name : undefined),
    append: [labAppend, options.append].filter(Boolean).join(' '),
    accelerator: options.accel === 'auto' ? 'kvm' : options.accel,
  };
}

/** KVM runs guests of the host's own architecture alone. */
async function archOf(accelerator: AcceleratorWish, host: Host): Promise<Arch | undefined> {
  if (accelerator !== 'kvm') return undefined;
  for (const arch of guestArchitectures) if ((await kvmPossibleOn(host, arch)).possible) return arch;
  return undefined;
}
