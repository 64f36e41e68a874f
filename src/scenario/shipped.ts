import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { nearest } from '../support/nearest.js';

/** src/scenario/ and dist/scenario/ lie equally deep in the package. */
const folder = fileURLToPath(new URL('../../scenarios/', import.meta.url));

/**
 * The files of the scenarios that come with vmwright, theme by theme, in the order of their names.
 *
 * @throws EnvironmentError when the package's folder is not there
 */
export async function shippedScenarios(): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const themes = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const files = await Promise.all(themes.sort().map(scenariosOfTheme));
    return files.flat();
  } catch (cause) {
    throw new EnvironmentError(`cannot read vmwright's own scenarios in ${folder}; is it installed whole?`, {
      cause,
    });
  }
}

async function scenariosOfTheme(theme: string): Promise<string[]> {
  const names = await readdir(join(folder, theme));
  return names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(folder, theme, name));
}

/** The theme of a scenario that ships: the folder that it is in. Nothing for any other file. */
export function themeOf(file: string): string | undefined {
  const [theme, name, ...deeper] = relative(folder, file).split(sep);
  return theme === '..' || name === undefined || deeper.length > 0 ? undefined : theme;
}

/**
 * The files that a word on the command line means: the name of a shipped scenario, with or without its theme; a theme, for
 * all of its scenarios; or a path.
 *
 * @throws UsageError when it is none of them, with the name that was probably meant
 */
export async function resolveScenarios(word: string): Promise<string[]> {
  const files = await shippedScenarios();
  const shipped = files.filter((file) => namesOf(file).includes(word));
  if (shipped.length > 0) return shipped;
  if (await exists(word)) return [word];
  const near = nearest(stem(word), [...files.map(stem), ...files.flatMap((file) => themeOf(file) ?? [])]);
  const remedy = near ? `did you mean ${near}?` : 'vmwright list shows the names';
  const isPath = word.includes(sep) && !isInTheme(word, files);
  const neither = isPath ? 'is not there' : 'is neither the name of a scenario or theme nor a file';
  throw new UsageError(`the scenario ${word} ${neither}; ${remedy}`);
}

function namesOf(file: string): (string | undefined)[] {
  const theme = themeOf(file);
  return [stem(file), theme, join(theme ?? '', stem(file))];
}

function isInTheme(word: string, files: readonly string[]): boolean {
  return files.some((file) => themeOf(file) === dirname(word));
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
