import { guestArchitectures } from '../image/index.js';
import type { Arch } from '../model/index.js';
import { findQemu, probeQemu } from '../qemu/index.js';
import { describeError, VmwrightError } from '../support/errors.js';

/** The QEMU that `run` takes for an architecture when none is named, and what it says of itself. */
export interface InstalledQemu {
  readonly arch: Arch;
  readonly path: string;
  readonly version: string;
  readonly machineTypes: readonly string[];
  readonly accelerators: readonly string[];
}

/** A QEMU that is not there, or does not tell what it is. */
export interface MissingQemu {
  readonly arch: Arch;
  readonly error: string;
}

/** One for each architecture, in their order. @throws the signal's reason */
export async function lookForQemus(signal: AbortSignal): Promise<(InstalledQemu | MissingQemu)[]> {
  return Promise.all(guestArchitectures.map((arch) => lookForQemu(arch, signal)));
}

async function lookForQemu(arch: Arch, signal: AbortSignal): Promise<InstalledQemu | MissingQemu> {
  try {
    const path = findQemu(arch);
    const { version, machineTypes, accelerators } = await probeQemu(path, { signal });
    return {
      arch,
      path,
      version: version.text,
      machineTypes: machineTypes.map(({ name }) => name),
      accelerators,
    };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof VmwrightError)) throw error;
    return { arch, error: describeError(error) };
  }
}
