import { loadKnownFindings, shippedKnownFindings, type KnownFinding } from '../known/index.js';

/** Adds a value of an option that may be given more than once. */
export function oneMore(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}

/**
 * What `--known` and `--no-known` come to. The user's own files come first: of two entries for one finding, theirs is told.
 *
 * @throws UsageError when a file has a mistake
 */
export async function readKnownFindings(files: readonly string[] | false = []): Promise<KnownFinding[]> {
  if (files === false) return [];
  const own = await Promise.all(files.map(loadKnownFindings));
  return [...own.flat(), ...(await shippedKnownFindings())];
}
