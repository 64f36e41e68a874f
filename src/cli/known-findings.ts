import { Option } from 'commander';
import { loadKnownFindings, shippedKnownFindings, type KnownFinding } from '../known/index.js';

/** Adds a value of an option that may be given more than once. */
export function oneMore(value: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), value];
}

/** What `--known` and `--no-known` come to, in whichever order they were said. */
export interface KnownChoice {
  /** The user's own files. */
  readonly files: readonly string[];
  /** Whether those that ship count. */
  readonly shipped: boolean;
}

const usual: KnownChoice = { files: [], shipped: true };

/** `--known`, which may be given more than once. @param description - what is done with such findings */
export function knownOption(description: string): Option {
  const parse = (file: string, before: KnownChoice = usual): KnownChoice => ({
    ...before,
    files: [...before.files, file],
  });
  return new Option('--known <file>', description).argParser(parse);
}

/** `--no-known`: it takes away those that ship, and not what `--known` names. */
export function noKnownOption(): Option {
  const parse = (_: string, before: KnownChoice = usual): KnownChoice => ({ ...before, shipped: false });
  return new Option('--no-known', 'call every finding one, known or not, but those of --known').argParser(
    parse,
  );
}

/** For people: `mine.yaml`, `mine.yaml, none that ship`. */
export function describeKnown({ files, shipped }: KnownChoice = usual): string {
  const all = [...files, ...(shipped ? [] : ['none that ship'])];
  return all.length === 0 ? 'those that ship' : all.join(', ');
}

/**
 * The findings that are known. The user's own files come first: of two entries for one finding, theirs is told.
 *
 * @param bisect - for `git bisect run`: what is looked for then may well be a finding that ships as known
 * @throws UsageError when a file has a mistake
 */
export async function readKnownFindings(
  { files, shipped }: KnownChoice = usual,
  { bisect = false } = {},
): Promise<KnownFinding[]> {
  const own = await Promise.all(files.map(loadKnownFindings));
  return [...own.flat(), ...(shipped && !bisect ? await shippedKnownFindings() : [])];
}
