import { loadKnownFindings, shippedKnownFindings, type KnownFinding } from '../known/index.js';

/** Adds a value of an option that may be given more than once. */
export function oneMore(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}

interface Wanted {
  /** Those of `--known`, or false for `--no-known`. */
  readonly known?: readonly string[] | false | undefined;
  /** Whether it is for `git bisect run`: what is looked for then may well be a finding that ships as known. */
  readonly bisect?: true | undefined;
}

/**
 * What `--known` and `--no-known` come to. The user's own files come first: of two entries for one finding, theirs is told.
 *
 * @throws UsageError when a file has a mistake
 */
export async function readKnownFindings({ known = [], bisect }: Wanted): Promise<KnownFinding[]> {
  if (known === false) return [];
  const own = await Promise.all(known.map(loadKnownFindings));
  return [...own.flat(), ...(bisect ? [] : await shippedKnownFindings())];
}
