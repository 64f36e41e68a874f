import { chooseImage, guestArchitectures, type GuestImage } from '../image/index.js';
import { localHost, type Host } from '../host/index.js';
import { checkKernel } from '../machine/index.js';
import { needsOf, type Arch, type Need, type Walk } from '../model/index.js';
import { defaultMachineType, findQemuOn, missingFeatures, probeQemu, type QemuProbe } from '../qemu/index.js';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { nearest } from '../support/nearest.js';
import type { RunRequest } from './run-request.js';

/** What guests of one architecture run on, the accelerator aside. */
export interface Place {
  readonly arch: Arch;
  readonly host: Host;
  readonly qemu: QemuProbe;
  /** Where the destination of a migration is, when it is on another host. */
  readonly other: { readonly host: Host; readonly qemu: QemuProbe } | undefined;
  readonly image: GuestImage;
}

/** An architecture whose guests cannot run here. */
export interface NoPlace {
  readonly arch: Arch;
  /** What is missing, and how to get it. */
  readonly lacks: EnvironmentError;
}

/**
 * Where the cells of a run can be: one for each architecture that was asked for, or for each that fits the rest of what was
 * asked for. One of them at least is a {@link Place}.
 *
 * @throws UsageError when no architecture fits; EnvironmentError when what is needed is missing here for each that does
 */
export async function findPlaces(
  request: RunRequest,
  signal: AbortSignal | undefined,
): Promise<(Place | NoPlace)[]> {
  const archs = request.arch === undefined ? guestArchitectures : [request.arch];
  const tried = await Promise.all(archs.map((arch) => tryPlace(arch, request, signal)));
  // A QEMU, kernel or machine type that was named belongs to one architecture; the others are not meant then.
  const meant = tried.filter((place): place is Place | NoPlace => !(place instanceof UsageError));
  if (meant.length === 0) throw tried[0] as UsageError;
  const lacking = meant.filter((place): place is NoPlace => 'lacks' in place);
  if (lacking.length === meant.length && lacking[0]) throw lacking[0].lacks;
  return meant;
}

async function tryPlace(
  arch: Arch,
  request: RunRequest,
  signal: AbortSignal | undefined,
): Promise<Place | NoPlace | UsageError> {
  try {
    return await findPlace(arch, request, signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof UsageError) return error;
    if (error instanceof EnvironmentError) return { arch, lacks: error };
    throw error;
  }
}

async function findPlace(arch: Arch, request: RunRequest, signal: AbortSignal | undefined): Promise<Place> {
  if (request.kernel !== undefined) checkKernel(request.kernel, arch);
  const { host = localHost } = request;
  const qemu = await identify(host, arch, await findQemuOn(host, arch, request.qemu), request, signal);
  checkMachineType(qemu, request.machineType);
  const other = await findOther(arch, { host, qemu }, request, signal);
  return { arch, host, qemu, other, image: chooseImage({ arch, image: request.image }) };
}

async function findOther(
  arch: Arch,
  here: Pick<Place, 'host' | 'qemu'>,
  request: RunRequest,
  signal: AbortSignal | undefined,
): Promise<Place['other']> {
  const { destinationHost: host, machineType } = request;
  if (host === undefined || host === here.host) return undefined;
  const words = request.destinationQemu ?? request.qemu;
  const qemu = await identify(host, arch, await findQemuOn(host, arch, words), request, signal);
  checkMachineType(qemu, machineType);
  const [one, another] = [here.qemu.version, qemu.version];
  const isSame = one.major === another.major && one.minor === another.minor;
  if (isSame || /-[\d.]+(,|$)/.test(machineType ?? '')) return { host, qemu };
  throw new UsageError(
    `QEMU is ${one.text} on ${here.host.name} and ${another.text} on ${host.name}, whose newest machine types differ: ` +
      `name one that both have: --machine ${commonType(here.qemu, qemu) ?? 'TYPE'}`,
  );
}

/** The newest versioned machine of the default family that two QEMUs have. */
function commonType(one: QemuProbe, another: QemuProbe): string | undefined {
  const names = new Set(another.machineTypes.map(({ name }) => name));
  const common = one.machineTypes
    .map(({ name }) => name)
    .filter((name) => /^(virt|pc-q35)-[\d.]+$/.test(name) && names.has(name));
  return common.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))[0];
}

/** @throws UsageError when it is no QEMU, or one for another architecture */
async function identify(
  host: Host,
  arch: Arch,
  path: string,
  { probe = probeQemu }: RunRequest,
  signal: AbortSignal | undefined,
): Promise<QemuProbe> {
  const qemu = await probe(path, { host, signal });
  if (qemu.arch === arch) return qemu;
  throw new UsageError(
    `${path} is a QEMU for ${qemu.arch} guests, and this run needs one for ${arch}: --arch ${qemu.arch}`,
  );
}

/** @throws UsageError when this QEMU has no such machine type; properties behind a comma are QEMU's own affair */
function checkMachineType({ path, machineTypes }: QemuProbe, wanted: string | undefined): void {
  const type = wanted?.split(',', 1)[0];
  const names = machineTypes.flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]));
  if (type === undefined || names.includes(type)) return;
  const meant = nearest(type, names);
  throw new UsageError(
    `${path} has no machine type ${type}${meant === undefined ? '' : `; did you mean ${meant}?`} (see its -M help)`,
  );
}

/** @returns what tells the first thing that a walk needs and a QEMU of the place, the source's or the destination's, does not offer */
export async function whatIsMissing(
  { host, qemu, other, arch }: Place,
  machineType: string | undefined,
  needs: ReadonlySet<Need>,
  signal: AbortSignal | undefined,
): Promise<(walk: Walk) => string | undefined> {
  if (needs.size === 0) return () => undefined;
  const type = machineType ?? defaultMachineType(arch);
  const asked = await Promise.all(
    [{ host, qemu }, ...(other ? [other] : [])].map(async (one) => ({
      qemu: `QEMU ${one.qemu.version.text}${other ? ` on ${one.host.name}` : ''}`,
      missing: await missingFeatures(one.qemu.path, type, needs, { host: one.host, signal }),
    })),
  );
  return (walk) => {
    for (const { qemu: which, missing } of asked) {
      const need = [...needsOf(walk)].find((one) => missing.has(one));
      if (need !== undefined) return `${which} with ${type} has no ${need}`;
    }
    return undefined;
  };
}
