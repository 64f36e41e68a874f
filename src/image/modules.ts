import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import { command } from './command.js';

/** A kernel module, ready to be loaded. */
export interface KernelModule {
  /** As `lsmod` shows it, with underscores. */
  readonly name: string;
  readonly data: Buffer;
}

/**
 * Kernel modules and those they depend on, in the order in which they can be loaded.
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
  const loaded = new Map<string, KernelModule>();
  const visit = async (name: string): Promise<void> => {
    if (loaded.has(name) || builtIn.has(name)) return;
    const path = paths.get(name);
    if (path === undefined)
      throw new EnvironmentError(`the kernel ${basename(directory)} has no module ${name}`);
    const data = await readModule(path, signal);
    for (const dependency of dependenciesOf(data)) await visit(dependency);
    loaded.set(name, { name, data });
  };
  for (const name of wanted) await visit(name);
  return [...loaded.values()];
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
  return readFileSync(join(directory, 'modules.builtin'), 'utf8').split('\n').map(moduleName);
}

function moduleName(file: string): string {
  return basename(file.trim())
    .replace(/\.ko(\.xz)?$/, '')
    .replaceAll('-', '_');
}
