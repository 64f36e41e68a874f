import type { PairOfRuns, Proportion } from '../statistics/index.js';
import { mostInVain, type CellRecord, type PairRecord, type SideResult } from './record.js';

/** What a cell's runs come to, as numbers. */
export interface Tally {
  /** Of which it is known how both sides went. */
  readonly pairs: readonly PairRecord[];
  /** The round that each of them ran in, from 0. */
  readonly rounds: readonly number[];
  readonly base: Proportion;
  readonly head: Proportion;
  /** In how many runs of each side something around it broke. */
  readonly errors: { readonly base: number; readonly head: number };
  /** Why nothing is known of one of them. */
  readonly whyError: string | undefined;
  /** Whether its last runs were in vain, so that it was tried no more. */
  readonly isGivenUp: boolean;
}

export function tally({ pairs, skip }: CellRecord): Tally {
  const seen = skip === undefined ? [...pairs.entries()] : [];
  const known = seen.filter(([, pair]) => isKnown(pair));
  const both = known.map(([, pair]) => pair);
  const broken = (side: keyof PairRecord) =>
    seen.flatMap(([, pair]): SideResult[] => (pair[side].failed === undefined ? [pair[side]] : []));
  const [base, head] = [broken('base'), broken('head')];
  return {
    pairs: both,
    rounds: known.map(([round]) => round),
    base: countOf(both, 'base', ({ failed }) => failed === true),
    head: countOf(both, 'head', ({ failed }) => failed === true),
    errors: { base: base.length, head: head.length },
    whyError: [...head, ...base][0]?.reason,
    isGivenUp: isGivenUp(pairs),
  };
}

/** Whether what is around a cell seems broken for good: more of its runs would be as many errors. */
export function isGivenUp(pairs: readonly PairRecord[]): boolean {
  return pairs.length >= mostInVain && !pairs.slice(-mostInVain).some(isKnown);
}

function isKnown({ base, head }: PairRecord): boolean {
  return base.failed !== undefined && head.failed !== undefined;
}

/** Runs of one side that are of some kind. */
export function countOf(
  pairs: readonly PairRecord[],
  side: keyof PairRecord,
  isMeant: (result: SideResult) => boolean,
): Proportion {
  return { failures: pairs.filter((pair) => isMeant(pair[side])).length, runs: pairs.length };
}

export function outcomesOf(
  pairs: readonly PairRecord[],
  isMeant: (result: SideResult) => boolean,
): PairOfRuns[] {
  return pairs.map(({ base, head }) => ({ baseFailed: isMeant(base), headFailed: isMeant(head) }));
}

/** The ways in which it failed on these sides, most frequent first. */
export function signaturesOf(
  pairs: readonly PairRecord[],
  ...sides: readonly (keyof PairRecord)[]
): string[] {
  const counts = new Map<string, number>();
  for (const { signature } of pairs.flatMap((pair) => sides.map((side) => pair[side])))
    if (signature !== undefined) counts.set(signature, (counts.get(signature) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([signature]) => signature);
}
