import type * as z from 'zod';
import { nearest } from '../support/nearest.js';
import { quoted, type Mistake } from './mistakes.js';
import type { YamlPath, YamlSource } from './yaml-source.js';

type Issue = z.core.$ZodIssue;

/**
 * What zod finds wrong in a whole file, as mistakes with their places.
 *
 * @param keysAt - the keys that may stand at a path, to find the one that was meant
 */
export function mistakesOfIssues(
  source: YamlSource,
  issues: readonly Issue[],
  keysAt: (path: YamlPath) => readonly string[],
): Mistake[] {
  const misspelt = new Set<string>();
  const mistakes = issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [];
    return issue.keys.map((key) => {
      const candidates = keysAt(issue.path);
      misspelt.add([...issue.path, nearest(key, candidates)].join('.'));
      const message = `found the key ${quoted(key)}, ${didYouMean(key, candidates)}`;
      return { ...source.placeOfKey([...issue.path, key]), message };
    });
  });
  for (const issue of issues) {
    // A key that was misspelt is not missing as well.
    if (issue.code === 'unrecognized_keys' || misspelt.has(issue.path.join('.'))) continue;
    const place = issue.code === 'invalid_key' ? source.placeOfKey(issue.path) : source.placeOf(issue.path);
    const message = named(source, issue);
    // A value that is wrong in two ways, neither a size nor within its limits, is told once.
    const isTold = mistakes.some(
      (told) => told.message === message && told.line === place.line && told.column === place.column,
    );
    if (!isTold) mistakes.push({ ...place, message });
  }
  return mistakes;
}

/** A key that is missing has no place of its own, so the message must name it. */
function named(source: YamlSource, { path, message }: Issue): string {
  const key = path.at(-1);
  if (typeof key !== 'string' || valueAt(source.value, path) !== undefined) return message;
  return message.replace(/^found nothing/, `"${key}" is missing`);
}

/** `did you mean "offline"?`, or the list when nothing is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  if (near !== undefined) return `did you mean "${near}"?`;
  return `expected ${candidates.length === 1 ? '' : 'one of '}${candidates.join(', ')}`;
}

/** The value at a path of plain values. */
export function valueAt(root: unknown, path: YamlPath): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
