import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { nearest } from '../support/nearest.js';

/** src/scenario/ and dist/scenario/ lie equally deep in the package. */
const folder = fileURLToPath(new URL('../../scenarios/', import.meta.url));

/**
 * The files of the scenarios that come with vmwright, in the order of their names.
 *
 * @throws EnvironmentError when the package's folder is not there
 */
export async function shippedScenarios(): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => join(folder, name));
  } catch (cause) {
    throw new EnvironmentError(`cannot read vmwright's own scenarios in ${folder}; is it installed whole?`, {
      cause,
    });
  }
}

/**
 * The file that a word on the command line means: the name of a shipped scenario, or a path.
 *
 * @throws UsageError when it is neither, with the name that was probably meant
 */
export async function resolveScenario(nameOrPath: string): Promise<string> {
  const files = await shippedScenarios();
  const isName = !nameOrPath.includes(sep);
  const shipped = files.find((file) => stem(file) === nameOrPath);
  if (shipped) return shipped;
  if (await exists(nameOrPath)) return nameOrPath;
  const near = nearest(stem(nameOrPath), files.map(stem));
  const remedy = near ? `did you mean ${near}?` : 'vmwright list shows the names';
  const neither = isName ? 'is neither the name of a scenario nor a file' : 'is not there';
  throw new UsageError(`the scenario ${nameOrPath} ${neither}; ${remedy}`);
}

function stem(file: string): string {
  return basename(file, extname(file));
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
