import { existsSync } from 'node:fs';
import { UsageError } from '../../support/errors.js';
import { probeQemu, type QemuProbe } from '../probe.js';
import { executableOf, type GuestFacts, type StoredManifest } from './stored-qemu.js';

/** Generous: the first start reads everything from the disk. */
const probeTimeoutMs = 60_000;

/**
 * Starts every executable of a folder of the store, and asks it what it is.
 *
 * @throws UsageError when one does not run, or is for other guests than its name says
 */
export async function probeAll(
  directory: string,
  signal: AbortSignal | undefined,
): Promise<Pick<StoredManifest, 'version' | 'guests'>> {
  const guests: StoredManifest['guests'] = {};
  let version = '';
  for (const arch of ['aarch64', 'x86_64'] as const) {
    const path = executableOf({ directory }, arch);
    if (!existsSync(path)) continue;
    const probe = await probeQemu(path, { timeoutMs: probeTimeoutMs, signal });
    if (probe.arch !== arch)
      throw new UsageError(`${path} is a QEMU for ${probe.arch} guests, not for ${arch}`);
    const { major, minor, micro } = probe.version;
    version = `${major}.${minor}.${micro}`;
    guests[arch] = factsOf(probe);
  }
  return { version, guests };
}

export function factsOf({ version, machineTypes, accelerators }: QemuProbe): GuestFacts {
  return {
    version: version.text,
    machineTypes: machineTypes.map(({ name }) => name),
    accelerators: [...accelerators],
  };
}
