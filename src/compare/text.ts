import type { WayOfFailing } from './chances.js';
import type { Comparison } from './compare.js';
import type { CellVerdict, JudgedCell } from './judge.js';
import { chanceToFind } from './rounds.js';

/** What was compared, for people. */
export interface Compared {
  /** As in `QEMU 7.2.22 (Debian …)`. */
  readonly base: string;
  readonly head: string;
  /** As in `x86_64 with tcg`. */
  readonly where: string;
}

/** A line for each cell: what became of it, and how often it failed. */
export function describeCells({ cells, confidence }: Comparison): string[] {
  const widthOf = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length));
  const [words, names] = [widthOf(cells.map(wordOf)), widthOf(cells.map(({ name }) => name))];
  return cells.map((cell) => {
    const { name, verdict, base, head, reason } = cell;
    const start = `${wordOf(cell).padEnd(words)}  ${name.padEnd(names)}`;
    if (verdict === 'not compared') return `${start}  ${reason ?? ''}`;
    const rates = `  base ${base.failures}/${base.runs}  head ${head.failures}/${head.runs}${errorsText(cell)}`;
    if (verdict === 'lost') return `${start}${rates}`;
    const why = verdict === 'passes' ? '' : `  ${chance(cell, confidence)}`;
    return `${start}${rates}${why}${timeText(cell)}`;
  });
}

function errorsText({ errors: { base, head }, reason }: JudgedCell): string {
  if (base + head === 0) return '';
  return `  errors: ${base} on base, ${head} on head${reason === undefined ? '' : ` (${reason})`}`;
}

function wordOf({ verdict, speed }: JudgedCell): string {
  return verdict === 'passes' && speed !== 'as fast' ? speed : verdict;
}

function chance({ p, newWays, difference: [low, high] }: JudgedCell, confidence: number): string {
  const [way] = newWays;
  if (way) return newWayText(way);
  const percent = Math.round(confidence * 100);
  return `p = ${probability(p)}, head fails ${points(low)} to ${points(high)} points more often (${percent} %)`;
}

function newWayText({ signature, base, head, p }: WayOfFailing): string {
  return `${signature}: ${base.failures} of ${base.runs} times on base, ${head.failures} of ${head.runs} on head (p = ${probability(p)})`;
}

function timeText({ time }: JudgedCell): string {
  if (!time) return '';
  const [low, high] = time.interval;
  return `  time × ${time.ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function probability(p: number): string {
  return p < 0.001 ? p.toExponential(0) : p.toFixed(p < 0.1 ? 3 : 2);
}

function points(rate: number): string {
  const rounded = Math.round(rate * 100);
  return rounded > 0 ? `+${rounded}` : String(rounded).replace('-', '−');
}

/** A paragraph that can be pasted into a patch mail: what was run, and what can be said of it. */
export function mailParagraph(comparison: Comparison, { base, head, where }: Compared): string {
  const { cells, confidence, interrupted, unclear } = comparison;
  const compared = cells.filter(({ verdict }) => verdict !== 'not compared' && verdict !== 'lost');
  const lost = cells.filter(({ verdict }) => verdict === 'lost');
  const others = cells.length - compared.length - lost.length;
  const runs = compared.map((cell) => cell.base.runs);
  const [least, most] = [Math.min(...runs), Math.max(...runs)];
  const times = least === most ? counted(least, 'time') : `${least} to ${most} times`;
  const sentences = [
    compared.length === 0
      ? `Nothing could be compared between ${base} and ${head} with vmwright.`
      : `Compared with vmwright on ${where}: ${counted(compared.length, 'cell')}, ${times} each on base (${base}) and on head (${head}), in turns.`,
    ...compared.flatMap((cell) => failureSentence(cell, `${Math.round(confidence * 100)} %`)),
    ...compared.flatMap(speedSentence),
    compared.length === 0 ? '' : summary(compared),
    ...lost.map(lostSentence),
    others === 0 ? '' : `${counted(others, 'cell')} could not be compared.`,
    compared.length === 0 ? '' : whatRunsCanShow(comparison, most),
    unclear.length === 0
      ? ''
      : `${interrupted ? 'Not clear by then' : 'The budget was spent before all of it was clear'}: ${unclear.join(', ')}.`,
    interrupted ? 'It was interrupted: these are the rounds until then.' : '',
    compared.length === 0 ? '' : `(${tests[comparison.looks]}.)`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

const tests = {
  fixed:
    "Fisher's exact test, two-sided, corrected for all cells and ways of failing by a step-down method for discrete tests; intervals by Newcombe",
  sequential:
    'paired runs, looked at after each round; p values and intervals hold at every look (e-values), and are corrected for all cells and ways of failing',
};

/** What the runs leave open where nothing was claimed. */
function whatRunsCanShow(
  { planned, leastRuns, confidence, cells, interrupted }: Comparison,
  runs: number,
): string {
  if (runs < leastRuns)
    return `With ${counted(runs, 'run')} of each no difference in failures can be shown: at least ${leastRuns}.`;
  const isShown = cells.some(({ verdict }) => /^(broken|fixed)/.test(verdict));
  if ('budgetMs' in planned || isShown || interrupted) return '';
  const percent = Math.round(100 * chanceToFind(planned, confidence));
  return `A fault that shows one time in four on head alone would be found with ${percent} % in so many runs.`;
}

function lostSentence({ name, errors: { base, head }, reason }: JudgedCell): string {
  return `Lost: ${name} could not be judged, since ${counted(base, 'run')} on base and ${head} on head ended in errors${reason === undefined ? '' : ` (${reason})`}.`;
}

const mentioned: Partial<Record<CellVerdict, string>> = {
  broken: 'Broken',
  'broken in another way': 'Broken in another way',
  fixed: 'Fixed',
  'still failing': 'Still failing',
  flaky: 'Flaky on both, without a difference that could be told from chance',
  unclear: 'Unclear, it may be chance',
};

function failureSentence(cell: JudgedCell, percent: string): string[] {
  const { verdict, name, base, head, p, difference, signatures, newWays } = cell;
  const word = mentioned[verdict];
  if (word === undefined) return [];
  const what = signatures.head[0] ?? signatures.base[0];
  const isOther = signatures.head[0] !== undefined && signatures.base[0] !== undefined;
  const change =
    isOther && signatures.base[0] !== signatures.head[0]
      ? `, in another way than on base (${signatures.base[0]})`
      : '';
  const [low, high] = difference;
  const ways = newWays.length > 0 ? newWays.map(newWayText).join('; ') : what;
  return [
    `${word}: ${name} fails ${base.failures} of ${base.runs} times on base and ${head.failures} of ${head.runs} on head ` +
      `(p = ${probability(p)}; ${percent} interval of the difference ${points(low)} to ${points(high)} points)` +
      `${ways === undefined ? '' : `: ${ways}`}${change}.`,
  ];
}

function speedSentence({ name, time, speed }: JudgedCell): string[] {
  if (!time || speed === 'as fast') return [];
  const [low, high] = time.interval;
  const word = speed === 'slower' ? 'Slower' : 'Faster';
  return [
    `${word}: ${name} takes ${time.ratio.toFixed(2)} times as long on head (interval ${low.toFixed(2)} to ${high.toFixed(2)}, ${time.pairs} pairs).`,
  ];
}

function summary(cells: readonly JudgedCell[]): string {
  const passed = cells.filter(({ verdict, speed }) => verdict === 'passes' && speed === 'as fast').length;
  if (passed === cells.length) return 'Nothing failed on either, and no difference in time was found.';
  return passed === 0 ? '' : `${passed === 1 ? 'One cell' : `${passed} cells`} passed on both every time.`;
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
