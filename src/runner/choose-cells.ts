import type { Scope } from './run-request.js';

/** A walk on one architecture, as far as a choice between several depends on it. */
interface Way {
  readonly arch: string;
  /** Why the walk means nothing on this architecture. */
  readonly unfit?: string | undefined;
  /** What is missing here for it. */
  readonly lacks?: string | undefined;
  /** Roughly how long it takes, in milliseconds. */
  readonly estimateMs: number;
}

/** What is run of one cell, or why it cannot be. */
export interface Chosen<W extends Way> {
  readonly way: W;
  readonly skip?: string;
}

/** The ways in which one cell of a scenario can be walked: one for each architecture, in the order of preference. */
export interface WaysOfCell<W extends Way> {
  readonly scenario: string;
  readonly theme?: string | undefined;
  readonly ways: readonly W[];
}

interface OnceChosen<W extends Way> {
  readonly scenario: string;
  readonly theme: string | undefined;
  readonly chosen: Chosen<W>;
}

/** What two cores do in four minutes, two cells at a time, with some room; in milliseconds of one after the other. */
const plainRunMs = 260_000;

/**
 * What is run of a list of cells. A scope of `telling` takes the first cell of each scenario, where its author put what tells
 * most; then the second of each; until the time is used up. The themes take turns, and the quickest of each come
 * first. Cells that cannot be walked here are chosen only where a scenario has no other, so that the run says why.
 *
 * @returns the chosen ones in the order of the list, and how many others could be walked
 */
export function chooseCells<W extends Way>(
  cells: readonly WaysOfCell<W>[],
  scope: Scope,
  budgetMs = plainRunMs,
): { readonly chosen: Chosen<W>[]; readonly leftOut: number } {
  const everywhere = cells.flatMap(({ ways }) => onEveryArch(ways));
  if (scope === 'everywhere') return { chosen: everywhere, leftOut: 0 };
  const once = cells.map(({ scenario, theme, ways }) => ({ scenario, theme, chosen: onFirstArch(ways) }));
  if (scope === 'once') return { chosen: once.map(({ chosen }) => chosen), leftOut: 0 };
  const telling = mostTelling(once, budgetMs);
  const walked = (list: readonly Chosen<W>[]) => list.filter(({ skip }) => skip === undefined).length;
  return { chosen: telling, leftOut: walked(everywhere) - walked(telling) };
}

function onFirstArch<W extends Way>(ways: readonly W[]): Chosen<W> {
  const way = ways.find(({ unfit, lacks }) => unfit === undefined && lacks === undefined);
  return way ? { way } : skipped(ways);
}

/** An architecture on which the walk means nothing goes without saying; one that something is missing for does not. */
function onEveryArch<W extends Way>(ways: readonly W[]): Chosen<W>[] {
  const fit = ways.filter(({ unfit }) => unfit === undefined);
  if (fit.every(({ lacks }) => lacks !== undefined)) return [skipped(ways)];
  return fit.map((way) => (way.lacks === undefined ? { way } : { way, skip: way.lacks }));
}

/** @returns the way that lacks least, with the reasons of all */
function skipped<W extends Way>(ways: readonly W[]): Chosen<W> {
  const fit = ways.filter(({ unfit }) => unfit === undefined);
  const [first, ...others] = fit.length > 0 ? fit : ways;
  if (!first) throw new Error('a cell without any architecture');
  const reasonOf = ({ lacks, unfit }: W) => unfit ?? lacks ?? '';
  const all = [first, ...others];
  const reasons = new Set(all.map(reasonOf));
  const skip =
    reasons.size === 1 ? reasonOf(first) : all.map((way) => `${way.arch}: ${reasonOf(way)}`).join('; ');
  return { way: first, skip };
}

interface Candidate<W extends Way> {
  readonly chosen: Chosen<W>;
  readonly theme: string | undefined;
  /** The how-manieth of its scenario's cells that can be walked, from 0. */
  readonly rank: number;
  readonly ms: number;
}

function mostTelling<W extends Way>(cells: readonly OnceChosen<W>[], budgetMs: number): Chosen<W>[] {
  const scenarios = [...new Set(cells.map(({ scenario }) => scenario))];
  const candidates = scenarios.flatMap((name) =>
    candidatesOf(cells.filter(({ scenario }) => scenario === name)),
  );
  const taken = new Set<Chosen<W>>();
  let left = budgetMs;
  for (const { chosen, ms } of inOrderOfValue(candidates)) {
    if (ms > left) continue;
    left -= ms;
    taken.add(chosen);
  }
  return cells.map(({ chosen }) => chosen).filter((chosen) => taken.has(chosen));
}

/** The cells of one scenario; what cannot be walked counts only where nothing can. */
function candidatesOf<W extends Way>(cells: readonly OnceChosen<W>[]): Candidate<W>[] {
  const walkable = cells.filter(({ chosen }) => chosen.skip === undefined);
  return (walkable.length > 0 ? walkable : cells.slice(0, 1)).map(({ chosen, theme }, rank) => ({
    ...{ chosen, theme, rank },
    ms: chosen.skip === undefined ? chosen.way.estimateMs : 0,
  }));
}

/** Round by round over the scenarios; within a round the themes take turns, each with its quickest that is left. */
function inOrderOfValue<W extends Way>(candidates: readonly Candidate<W>[]): Candidate<W>[] {
  const quickestFirst = candidates.toSorted((a, b) => a.rank - b.rank || a.ms - b.ms);
  const seen = new Map<string, number>();
  const withTurn = quickestFirst.map((candidate) => {
    const key = `${candidate.rank} ${candidate.theme ?? ''}`;
    const turn = seen.get(key) ?? 0;
    seen.set(key, turn + 1);
    return { candidate, turn };
  });
  return withTurn
    .toSorted((a, b) => a.candidate.rank - b.candidate.rank || a.turn - b.turn)
    .map(({ candidate }) => candidate);
}
