import { createHash } from 'node:crypto';
import { station } from '../guest/index.js';
import { commandLine, programFiles, type MachineSpec } from '../qemu/index.js';
import { contentHash } from './content-hash.js';

/** Counted up when an equal machine would be saved in another state, or in another form. */
const recipeVersion = 1;

/** All that a saved state depends on. */
export interface StateIngredients {
  readonly recipeVersion: number;
  /** SHA-256 of each file that QEMU is made of, in any order. */
  readonly qemu: readonly string[];
  /** SHA-256 of what the guest boots. */
  readonly kernel: string;
  readonly initrd: string | undefined;
  /** QEMU's arguments, without the paths in them. */
  readonly machine: readonly string[];
  /** The line by which the guest says that it is up. */
  readonly marker: string;
  /** What stays in the guest to answer the probe. */
  readonly probe: string;
}

/**
 * Reads what a machine's saved state depends on.
 *
 * @throws UsageError when the QEMU does not come up; EnvironmentError, or what the file system says, when a file cannot be read
 */
export async function stateIngredients(
  spec: MachineSpec,
  marker: string,
  signal?: AbortSignal,
): Promise<StateIngredients> {
  const { qemu, kernel, initrd } = spec;
  const [programs, kernelHash, initrdHash] = await Promise.all([
    hashesOfQemu(qemu, signal),
    contentHash(kernel),
    initrd === undefined ? undefined : contentHash(initrd),
  ]);
  return {
    recipeVersion,
    qemu: programs,
    kernel: kernelHash,
    initrd: initrdHash,
    machine: commandLine(
      { ...spec, qemu: 'qemu', kernel: 'kernel', ...(initrd !== undefined && { initrd: 'initrd' }) },
      { monitor: { path: 'monitor' }, pidFile: 'pid' },
    ),
    marker,
    probe: station,
  };
}

/** Equal for machines that can go on from the same saved state. */
export function stateKey({ qemu, ...ingredients }: StateIngredients): string {
  const facts = JSON.stringify([qemu.toSorted(), Object.entries(ingredients).toSorted()]);
  return createHash('sha256').update(facts).digest('hex').slice(0, 32);
}

/** Its program is started to be looked at: once is enough, as long as the file that was named stays as it is. */
const known = new Map<string, Promise<string[]>>();

async function hashesOfQemu(path: string, signal?: AbortSignal): Promise<string[]> {
  const named = `${path} ${await contentHash(path)}`;
  const files = known.get(named) ?? programFiles(path, signal);
  known.set(named, files);
  files.catch(() => known.delete(named));
  return await Promise.all((await files).map(contentHash));
}
