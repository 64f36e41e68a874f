import { guestArchitectures } from '../image/index.js';
import type { Arch } from '../model/index.js';
import {
  executableOf,
  factsOf,
  findQemu,
  guestsOf,
  listStored,
  probeQemu,
  type GuestFacts,
  type StoredQemu,
} from '../qemu/index.js';
import { describeError, VmwrightError } from '../support/errors.js';

/** A QEMU for one kind of guests, and what it says of itself. */
export interface InstalledQemu extends GuestFacts {
  /** As after `--qemu`. */
  readonly name: string;
  readonly arch: Arch;
  readonly path: string;
  /** Where it is from, when it was installed or added by `vmwright qemu`; else it is the machine's own. */
  readonly origin?: StoredQemu['origin'];
}

/** A QEMU that is not there, or does not tell what it is. */
export interface MissingQemu {
  readonly name: string;
  readonly arch: Arch;
  readonly origin?: StoredQemu['origin'];
  readonly error: string;
}

/**
 * The machine's own QEMU for each architecture, which `run` takes when none is named, then those of the store.
 *
 * @throws the signal's reason
 */
export async function lookForQemus(signal: AbortSignal): Promise<(InstalledQemu | MissingQemu)[]> {
  const own = guestArchitectures.map((arch) => lookFor({ name: `qemu-system-${arch}`, arch }, signal));
  const stored = listStored().flatMap((qemu) => guestsOf(qemu).map((arch) => lookAt(qemu, arch, signal)));
  return Promise.all([...own, ...stored]);
}

/** What was installed is as it was; what was added may have been built again. */
async function lookAt(
  { name, directory, guests, origin }: StoredQemu,
  arch: Arch,
  signal: AbortSignal,
): Promise<InstalledQemu | MissingQemu> {
  const facts = guests[arch];
  if (origin.kind === 'own' || !facts) return lookFor({ name, arch, origin }, signal);
  return { name, arch, path: executableOf({ directory }, arch), ...facts, origin };
}

async function lookFor(
  of: Pick<InstalledQemu, 'name' | 'arch' | 'origin'>,
  signal: AbortSignal,
): Promise<InstalledQemu | MissingQemu> {
  try {
    const path = findQemu(of.arch, of.name);
    return { ...of, path, ...factsOf(await probeQemu(path, { signal })) };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof VmwrightError)) throw error;
    return { ...of, error: describeError(error) };
  }
}
