import { lookForQemus, type InstalledQemu, type MissingQemu } from '../installed-qemus.js';
import { splitRemedy, type Check } from './check.js';

/**
 * The machine's own QEMU for each architecture, of which scenarios that ship run on the first, aarch64, when nothing else is
 * said; then what `vmwright qemu` put beside them, if anything.
 */
export async function checkQemus(signal: AbortSignal): Promise<Check[]> {
  const qemus = await lookForQemus(signal);
  const stored = qemus.filter(({ origin }) => origin !== undefined);
  return [
    ...qemus.filter(({ origin }) => origin === undefined).map(checkOwn),
    ...(stored.length > 0 ? [checkStored(stored)] : []),
  ];
}

function checkOwn(qemu: InstalledQemu | MissingQemu): Check {
  const name = `QEMU ${qemu.arch}`;
  if (!('error' in qemu)) return { name, state: 'ok', found: describe(qemu), details: { ...qemu } };
  return { name, state: qemu.arch === 'aarch64' ? 'lacking' : 'limited', ...splitRemedy(qemu.error) };
}

function checkStored(qemus: readonly (InstalledQemu | MissingQemu)[]): Check {
  const name = 'more QEMUs';
  const broken = qemus.find((qemu) => 'error' in qemu);
  if (broken) return { name, state: 'limited', ...splitRemedy(broken.error), details: { qemus } };
  const names = [...new Set(qemus.map((qemu) => qemu.name))];
  return { name, state: 'ok', found: names.join(', '), details: { qemus } };
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
