import { chooseImage, guestArchitectures, type GuestImage } from '../image/index.js';
import { localHost, type Host } from '../host/index.js';
import { checkKernel } from '../machine/index.js';
import { needsOf, type Arch, type Need, type Walk } from '../model/index.js';
import {
  commonMachineType,
  cpuModels,
  defaultMachineType,
  findQemuOn,
  isVersioned,
  missingFeatures,
  probeQemu,
  UnusableQemuError,
  type QemuProbe,
} from '../qemu/index.js';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { nearest } from '../support/nearest.js';
import type { RunRequest } from './run-request.js';

/** What guests of one architecture run on, the accelerator aside. */
export interface Place {
  readonly arch: Arch;
  readonly host: Host;
  readonly qemu: QemuProbe;
  /** Where the destination of a migration is, when it is another host or another QEMU was named for it. */
  readonly other: { readonly host: Host; readonly qemu: QemuProbe } | undefined;
  /** As after `-M`; nothing for the newest that the QEMU has. */
  readonly machineType: string | undefined;
  readonly image: GuestImage;
}

/** An architecture whose guests cannot run here. */
export interface NoPlace {
  readonly arch: Arch;
  /** What is missing, and how to get it. */
  readonly lacks: EnvironmentError | UsageError;
}

/** What each QEMU has said of itself, so that it is asked only once. */
export type Probes = Map<string, Promise<QemuProbe>>;

type Signal = AbortSignal | undefined;

/** How a QEMU is asked what it is. */
interface Asking {
  readonly probe: typeof probeQemu;
  readonly asked: Probes;
}

/**
 * Where the cells of a run can be: one for each architecture that was asked for, or for each that fits the rest of what was
 * asked for.
 *
 * @returns one at least; a {@link NoPlace} where none fits
 */
export async function findPlaces(
  request: RunRequest,
  asked: Probes,
  signal: Signal,
): Promise<(Place | NoPlace)[]> {
  const archs = request.arch === undefined ? guestArchitectures : [request.arch];
  const tried = await Promise.all(archs.map((arch) => tryPlace(arch, request, asked, signal)));
  // A QEMU, kernel or machine type that was named belongs to one architecture; the others are not meant then.
  const meant = tried.filter((place): place is Place | NoPlace => !(place instanceof UsageError));
  if (meant.length > 0) return meant;
  return archs.slice(0, 1).map((arch) => ({ arch, lacks: tried[0] as UsageError }));
}

async function tryPlace(
  arch: Arch,
  request: RunRequest,
  asked: Probes,
  signal: Signal,
): Promise<Place | NoPlace | UsageError> {
  try {
    return await findPlace(arch, request, asked, signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof UsageError) return error;
    if (error instanceof EnvironmentError) return { arch, lacks: error };
    throw error;
  }
}

async function findPlace(arch: Arch, request: RunRequest, asked: Probes, signal: Signal): Promise<Place> {
  if (request.kernel !== undefined) checkKernel(request.kernel, arch);
  const { host = localHost } = request;
  const { qemu } = await findQemuAt(host, arch, request.qemu, request, asked, signal);
  const other = await findOther(arch, { host, qemu }, request, asked, signal);
  const partner = other ?? (await findAlike(arch, host, request, asked, signal));
  const machineType = partner ? typeForBoth(arch, { host, qemu }, partner, request) : request.machineType;
  if (request.cpuModel !== undefined) {
    for (const one of [{ host, qemu }, ...(other ? [other] : [])])
      await checkCpuModel(one, request.cpuModel, signal);
  }
  return { arch, host, qemu, other, machineType, image: chooseImage({ arch, image: request.image }) };
}

type At = Pick<Place, 'host' | 'qemu'>;

async function findAlike(
  arch: Arch,
  host: Host,
  request: RunRequest,
  asked: Probes,
  signal: Signal,
): Promise<At | undefined> {
  const { alikeQemu } = request;
  return alikeQemu === undefined
    ? undefined
    : await findQemuAt(host, arch, alikeQemu, request, asked, signal);
}

async function findOther(
  arch: Arch,
  here: At,
  request: RunRequest,
  asked: Probes,
  signal: Signal,
): Promise<Place['other']> {
  const { destinationHost: host = here.host, destinationQemu } = request;
  if (host === here.host && destinationQemu === undefined) return undefined;
  return await findQemuAt(host, arch, destinationQemu ?? request.qemu, request, asked, signal);
}

/** @throws UsageError when there is none by this word, or none for these guests, or it has no such machine type */
async function findQemuAt(
  host: Host,
  arch: Arch,
  word: string | undefined,
  { probe = probeQemu, machineType }: RunRequest,
  asked: Probes,
  signal: Signal,
): Promise<At> {
  const path = await findQemuOn(host, arch, word);
  const qemu = await identify(host, arch, path, { probe, asked }, signal);
  checkMachineType(qemu, machineType);
  return { host, qemu };
}

/**
 * The machine type that a VM has which moves between two QEMUs: one whose version both have, since plain `virt` is another
 * machine in each version.
 *
 * @throws UsageError when another one was asked for; EnvironmentError when there is none
 */
function typeForBoth(arch: Arch, one: At, another: At, { machineType }: RunRequest): string | undefined {
  const [here, there] = [one.qemu.version, another.qemu.version];
  const isSame = here.major === there.major && here.minor === there.minor;
  const common = commonMachineType(arch, one.qemu, another.qemu);
  if (machineType !== undefined) {
    if (isSame || isVersioned(machineType)) return machineType;
    throw new UsageError(
      `${machineType} of QEMU ${here.text} is another machine than that of ${there.text}: ` +
        `name a version of it, as --machine ${common ?? 'TYPE-VERSION'}`,
    );
  }
  if (common !== undefined || isSame) return common;
  throw new EnvironmentError(
    `QEMU ${here.text} and ${there.text} have no version of a machine type in common: a VM cannot move between them`,
  );
}

/** @throws UsageError when it is no QEMU, or one for another architecture */
async function identify(
  host: Host,
  arch: Arch,
  path: string,
  { probe, asked }: Asking,
  signal: Signal,
): Promise<QemuProbe> {
  const key = `${host.name} ${path}`;
  const answer = asked.get(key) ?? probe(path, { host, signal });
  asked.set(key, answer);
  const qemu = await answer;
  if (qemu.arch === arch) return qemu;
  throw new UsageError(
    `${path} is a QEMU for ${qemu.arch} guests, and this run needs one for ${arch}: --arch ${qemu.arch}`,
  );
}

/** @throws UnusableQemuError when this QEMU has no such machine type; properties behind a comma are QEMU's own affair */
function checkMachineType({ path, machineTypes }: QemuProbe, wanted: string | undefined): void {
  const type = wanted?.split(',', 1)[0];
  const names = machineTypes.flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]));
  if (type === undefined || names.includes(type)) return;
  const meant = nearest(type, names);
  throw new UnusableQemuError(
    `${path} has no machine type ${type}${meant === undefined ? '' : `; did you mean ${meant}?`} (see its -M help)`,
  );
}

/** @throws UnusableQemuError when this QEMU has no such CPU model; features behind a comma are QEMU's own affair */
async function checkCpuModel({ host, qemu }: At, wanted: string, signal: Signal): Promise<void> {
  const model = wanted.split(',', 1)[0] ?? '';
  const names = await cpuModels(qemu.path, { host, signal });
  if (names.includes(model)) return;
  const meant = nearest(model, names);
  throw new UnusableQemuError(
    `${qemu.path} has no CPU model ${model}${meant === undefined ? '' : `; did you mean ${meant}?`} (see its -cpu help)`,
  );
}

/** @returns what tells the first thing that a walk needs and a QEMU of the place, the source's or the destination's, does not offer */
export async function whatIsMissing(
  { host, qemu, other, arch, machineType }: Place,
  needs: ReadonlySet<Need>,
  signal: Signal,
): Promise<(walk: Walk) => string | undefined> {
  if (needs.size === 0) return () => undefined;
  const type = machineType ?? defaultMachineType(arch);
  const isMoved = other !== undefined && (other.host !== host || other.qemu.path !== qemu.path);
  const asked = await Promise.all(
    [{ host, qemu }, ...(isMoved ? [other] : [])].map(async (one) => ({
      qemu: `QEMU ${one.qemu.version.text}${other && other.host !== host ? ` on ${one.host.name}` : ''}`,
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
