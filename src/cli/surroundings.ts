import { faultNamed, type Fault } from '../faults/index.js';
import type { Host } from '../host/index.js';
import { guestArchitectures } from '../image/index.js';
import { probeInLab, type LabInUse } from '../lab/index.js';
import type { Arch } from '../model/index.js';
import { kvmPossibleOn, probeQemu, type ProbeOptions, type QemuProbe } from '../qemu/index.js';
import type { RunRequest } from '../runner/index.js';
import { UsageError } from '../support/errors.js';
import { acceleratorOn, type AcceleratorWish } from './accelerator.js';
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
interface Surroundings extends Pick<
  RunRequest,
  'arch' | 'qemu' | 'destinationQemu' | 'append' | 'accelerator' | 'fault'
> {
  readonly probe: typeof probeQemu;
}

/**
 * mitigations=off: cheaper ways into the guest's kernel, each of whose instructions is emulated; what they guard against is
 * not there. On its console each character is three exits, near a millisecond: only the kernel's banner, which counts its
 * starts, is shown of what is less than a warning. An earlycon that names its device shows it before loglevel counts.
 */
const labAppend = 'mitigations=off earlycon=pl011,0x9000000 loglevel=5';

/** @throws UsageError when what was asked for does not go together, as a fault in a KVM that is not a lab's */
export async function surroundings(
  { source, destination, labs }: Hosts,
  options: SurroundingsOptions,
  signal: AbortSignal,
): Promise<Surroundings> {
  const fault = options.fault === undefined ? undefined : faultNamed(options.fault);
  const { accel, append } = options;
  if (fault?.place === 'kvm' && labs.size === 0)
    throw new UsageError(`${fault.name} is a fault in the KVM of a lab: give --host lab, too`);
  const qemu = qemuOn(labs.get(source), options.qemu, fault);
  const destinationQemu = qemuOn(labs.get(destination), options.dstQemu ?? options.qemu, fault);
  const places = [
    { host: source, qemu },
    { host: destination, qemu: destinationQemu },
  ];
  return {
    ...{ qemu, fault },
    ...(source !== destination && { destinationQemu }),
    probe: (path, asked) => probeOn(labs, path, asked),
    arch: options.arch ?? (labs.size > 0 ? 'aarch64' : await archOf(accel, source)),
    append: labs.size > 0 ? [labAppend, append].filter(Boolean).join(' ') : append,
    accelerator: acceleratorOn(places, labs, accel, signal),
  };
}

/** What QEMUs of a lab are, the lab knows. */
function probeOn(labs: Hosts['labs'], path: string, asked: ProbeOptions = {}): Promise<QemuProbe> {
  const lab = asked.host && labs.get(asked.host);
  return lab ? probeInLab(lab.facts, path, asked) : probeQemu(path, asked);
}

/** In a lab, a version is that of a QEMU of the lab's. @throws UsageError when it has none such */
export function qemuOn(
  lab: LabInUse | undefined,
  word: string | undefined,
  fault: Fault | undefined,
): string | undefined {
  if (!lab) return word;
  return wantedQemuInLab(lab.facts.qemus, word, fault?.place === 'kvm' ? fault.name : undefined);
}

/** KVM runs guests of the host's own architecture alone. */
async function archOf(accelerator: AcceleratorWish, host: Host): Promise<Arch | undefined> {
  if (accelerator !== 'kvm') return undefined;
  for (const arch of guestArchitectures) if ((await kvmPossibleOn(host, arch)).possible) return arch;
  return undefined;
}
