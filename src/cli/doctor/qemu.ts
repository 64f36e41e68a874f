import { lookForQemus, type InstalledQemu } from '../installed-qemus.js';
import { splitRemedy, type Check } from './check.js';

/** The QEMU for each architecture. Scenarios that ship run on the first, aarch64, when nothing else is said. */
export async function checkQemus(signal: AbortSignal): Promise<Check[]> {
  const qemus = await lookForQemus(signal);
  return qemus.map((qemu) => {
    const name = `QEMU ${qemu.arch}`;
    if (!('error' in qemu)) return { name, state: 'ok', found: describe(qemu), details: { ...qemu } };
    return { name, state: qemu.arch === 'aarch64' ? 'lacking' : 'limited', ...splitRemedy(qemu.error) };
  });
}

function describe({ arch, version, path, machineTypes, accelerators }: InstalledQemu): string {
  const family = arch === 'aarch64' ? /^virt-/ : /^pc-q35-/;
  const versioned = machineTypes.filter((name) => family.test(name)).sort(byVersion);
  const range =
    versioned.length > 1 ? `${versioned[0] ?? ''} to ${versioned.at(-1) ?? ''}` : versioned.join();
  return `${version}, ${path}; ${range}; ${accelerators.join(', ')}`;
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
