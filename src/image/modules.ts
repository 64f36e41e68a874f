import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import { command } from '../debian/command.js';

/** A kernel module, uncompressed. */
export interface KernelModule {
  /** As `lsmod` shows it, with underscores. */
  readonly name: string;
  /** Nothing when it is built into the kernel. */
  readonly data?: Buffer;
  /** All that must be loaded before it, in the order in which they can be. */
  readonly needs: readonly string[];
}

/**
 * Kernel modules and those they depend on, in an order in which they can be loaded.
 *
 * A kernel package has no `modules.dep`: depmod writes that at installation. Each module names its dependencies itself.
 *
 * @param directory - `lib/modules/RELEASE` of an unpacked kernel package
 * @throws EnvironmentError when the kernel has no such module
 */
export async function collectModules(
  directory: string,
  wanted: readonly string[],
  signal: AbortSignal | undefined,
): Promise<KernelModule[]> {
  const paths = indexModules(directory);
  const builtIn = new Set(readBuiltIn(directory));
  const found = new Map<string, KernelModule>();
  const visit = async (name: string): Promise<KernelModule> => {
    const module = found.get(name) ?? (await read(name));
    found.set(name, module);
    return module;
  };
  const read = async (name: string): Promise<KernelModule> => {
    if (builtIn.has(name)) return { name, needs: [] };
    const path = paths.get(name);
    if (path === undefined)
      throw new EnvironmentError(`the kernel ${basename(directory)} has no module ${name}`);
    const data = await readModule(path, signal);
    const needs = new Set<string>();
    for (const dependency of dependenciesOf(data)) {
      for (const need of (await visit(dependency)).needs) needs.add(need);
      needs.add(dependency);
    }
    return { name, data, needs: [...needs] };
  };
  for (const name of wanted) await visit(name);
  return [...found.values()];
}

/** What depmod would write: `modules.dep` and `modules.builtin`, for modprobe (modules.dep(5)). */
export function modprobeIndexes(modules: readonly KernelModule[]): { dep: string; builtin: string } {
  const loadable = modules.filter(({ data }) => data !== undefined);
  const builtin = modules.filter(({ data }) => data === undefined);
  return {
    // What is needed first comes last.
    dep: loadable
      .map(
        ({ name, needs }) =>
          `${name}.ko:${[...needs]
            .reverse()
            .map((need) => ` ${need}.ko`)
            .join('')}\n`,
      )
      .join(''),
    builtin: builtin.map(({ name }) => `kernel/${name}.ko\n`).join(''),
  };
}

/** The names in the `depends=` line of a module's `.modinfo`, whose lines end in zero bytes. */
export function dependenciesOf(module: Buffer): string[] {
  const start = module.indexOf('\0depends=');
  if (start < 0) return [];
  const from = start + '\0depends='.length;
  const value = module.toString('latin1', from, module.indexOf(0, from));
  return value === '' ? [] : value.split(',').map(moduleName);
}

/** Debian compresses modules with xz since 13. */
async function readModule(path: string, signal: AbortSignal | undefined): Promise<Buffer> {
  if (path.endsWith('.ko')) return readFileSync(path);
  return command('xz', ['--decompress', '--stdout', path], { signal });
}

function indexModules(directory: string): Map<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true });
  const modules = files.filter(({ name }) => /\.ko(\.xz)?$/.test(name));
  return new Map(modules.map(({ name, parentPath }) => [moduleName(name), join(parentPath, name)]));
}

function readBuiltIn(directory: string): string[] {
  const list = join(directory, 'modules.builtin');
  return existsSync(list) ? readFileSync(list, 'utf8').split('\n').map(moduleName) : [];
}

function moduleName(file: string): string {
  return basename(file.trim())
    .replace(/\.ko(\.xz)?$/, '')
    .replaceAll('-', '_');
}
