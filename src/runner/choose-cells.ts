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
  readonly ways: readonly W[];
}

/** What two cores do in four minutes, with room for a slow hour; milliseconds of one cell after the other. */
export const plainRunMs = 210_000;

/**
 * What is run of a list of cells. A scope of `telling` takes the first cell of each scenario, where its author put what tells
 * most, the quickest first; then the second of each; until the time is used up. Cells that cannot be walked here are
 * chosen only where a scenario has no other, so that the run says why.
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
  const once = cells.map(({ scenario, ways }) => ({ scenario, chosen: onFirstArch(ways) }));
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

function mostTelling<W extends Way>(
  cells: readonly { readonly scenario: string; readonly chosen: Chosen<W> }[],
  budgetMs: number,
): Chosen<W>[] {
  const ranked = [...new Set(cells.map(({ scenario }) => scenario))].flatMap((name) => {
    const all = cells.flatMap(({ scenario, chosen }) => (scenario === name ? [chosen] : []));
    const walkable = all.filter(({ skip }) => skip === undefined);
    return (walkable.length > 0 ? walkable : all.slice(0, 1)).map((chosen, rank) => ({
      chosen,
      rank,
      ms: chosen.skip === undefined ? chosen.way.estimateMs : 0,
    }));
  });
  ranked.sort((a, b) => a.rank - b.rank || a.ms - b.ms);
  const taken = new Set<Chosen<W>>();
  let left = budgetMs;
  for (const { chosen, ms } of ranked) {
    if (ms > left) continue;
    left -= ms;
    taken.add(chosen);
  }
  return cells.map(({ chosen }) => chosen).filter((chosen) => taken.has(chosen));
}
