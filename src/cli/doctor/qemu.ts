import { lookForQemus, type InstalledQemu, type MissingQemu } from '../installed-qemus.js';
import type { Check } from './check.js';

/** The QEMU for each architecture. Scenarios that ship run on the first, aarch64, when nothing else is said. */
export async function checkQemus(signal: AbortSignal): Promise<Check[]> {
  const qemus = await lookForQemus(signal);
  return qemus.map((qemu) => {
    const name = `QEMU ${qemu.arch}`;
    if (!('error' in qemu)) return { name, state: 'ok', found: describe(qemu), details: { ...qemu } };
    return { name, state: qemu.arch === 'aarch64' ? 'lacking' : 'limited', ...splitRemedy(qemu) };
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

/** The message has the remedy behind its last full stop. */
function splitRemedy({ error }: MissingQemu): Pick<Check, 'found' | 'remedy'> {
  const at = error.lastIndexOf('. ');
  return at < 0 ? { found: error } : { found: error.slice(0, at), remedy: error.slice(at + 2) };
}
