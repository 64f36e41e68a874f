import type { Arch } from '../model/index.js';
import type { Accelerator } from '../qemu/index.js';
import { isWithin, type VersionRange } from './version-range.js';

/** A bug that somebody knows already, and where it shows. */
export interface KnownFinding {
  /** Those of the findings that it makes; `*` stands for any text. */
  readonly signatures: readonly string[];
  readonly versions: VersionRange;
  /** Where it shows; everywhere when left out. */
  readonly scenarios?: readonly string[] | undefined;
  /** Only in cells that have made these choices. */
  readonly choices?: Readonly<Record<string, string | number>> | undefined;
  readonly arch?: Arch | undefined;
  readonly accelerator?: Accelerator | undefined;
  /** In how many of these cells: in each; in many of them, maybe in all; or so seldom that not even one shows it each time. */
  readonly shows: 'always' | 'often' | 'rarely';
  /** Where it is told: a bug report, a commit, a thread. */
  readonly reference: string;
  /** What is wrong, in a sentence. */
  readonly says: string;
  /** Where the entry stands: `FILE:LINE`. */
  readonly place: string;
}

/** What is told of a known finding; `place`: where that is written down, as `FILE:LINE`. */
export type Knowledge = Pick<KnownFinding, 'says' | 'reference' | 'place'>;

export function knowledgeOf({ says, reference, place }: KnownFinding): Knowledge {
  return { says, reference, place };
}

/** A cell, as far as a known finding may depend on it. */
export interface CellOfFinding {
  readonly scenario: string;
  readonly choices: Readonly<Record<string, string | number>>;
  readonly qemu: { readonly version: string };
  /** Where its migrations lead, when that is another QEMU. */
  readonly destination?: { readonly version: string };
  readonly arch: string;
  readonly accelerator: string;
}

/** Whether it is a cell where this finding may be expected. */
export function appliesTo(known: KnownFinding, cell: CellOfFinding): boolean {
  const { scenarios, choices = {} } = known;
  return (
    isFoundOn(known, cell) &&
    (scenarios === undefined || scenarios.includes(cell.scenario)) &&
    Object.entries(choices).every(([parameter, value]) => cell.choices[parameter] === value)
  );
}

function isFoundOn({ versions, arch, accelerator }: KnownFinding, cell: CellOfFinding): boolean {
  return (
    // What is wrong may be either's fault.
    [cell.qemu, cell.destination].some((qemu) => qemu && isWithin(qemu.version, versions)) &&
    (arch === undefined || arch === cell.arch) &&
    (accelerator === undefined || accelerator === cell.accelerator)
  );
}

/**
 * What is known of such a finding on this QEMU in other scenarios: the same bug, maybe, or one that looks like it. What is known by
 * just this signature comes first.
 */
export function resembling(
  known: readonly KnownFinding[],
  cell: CellOfFinding,
  { signature }: { readonly signature: string },
): readonly KnownFinding[] {
  const like = known.filter(
    (entry) => isFoundOn(entry, cell) && entry.signatures.some((pattern) => isLike(signature, pattern)),
  );
  const isExact = ({ signatures }: KnownFinding) => signatures.includes(signature);
  return [...like.filter(isExact), ...like.filter((entry) => !isExact(entry))];
}

/**
 * What is known of a cell's findings. Each of them must be known: what is found beside a known bug may be another.
 *
 * @returns nothing when one of them is new
 */
export function explain(
  known: readonly KnownFinding[],
  cell: CellOfFinding,
  findings: readonly { readonly signature: string }[],
): readonly KnownFinding[] | undefined {
  const here = known.filter((entry) => appliesTo(entry, cell));
  const entries = findings.map(({ signature }) =>
    here.find(({ signatures }) => signatures.some((pattern) => isLike(signature, pattern))),
  );
  return entries.includes(undefined) ? undefined : [...new Set(entries as KnownFinding[])];
}

function isLike(signature: string, pattern: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return signature === pattern;
  if (!signature.startsWith(first)) return false;
  let position = first.length;
  for (const part of others) {
    const found = signature.indexOf(part, position);
    if (found < 0) return false;
    position = found + part.length;
  }
  return signature.length - last.length >= position && signature.endsWith(last);
}
