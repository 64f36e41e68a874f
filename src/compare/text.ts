import type { Comparison } from './compare.js';
import type { CellVerdict, JudgedCell } from './judge.js';

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
  const width = Math.max(...cells.map(({ name }) => name.length));
  return cells.map((cell) => {
    const { name, verdict, base, head, reason, broke } = cell;
    const start = `${wordOf(cell).padEnd(14)} ${name.padEnd(width)}`;
    if (verdict === 'not compared') return `${start}  ${reason ?? ''}`;
    const lost = broke === 0 ? '' : `, ${broke} could not be judged`;
    const rates = `  base ${base.failures}/${base.runs}  head ${head.failures}/${head.runs}${lost}`;
    const why = verdict === 'passes' ? '' : `  ${chance(cell, confidence)}`;
    return `${start}${rates}${why}${timeText(cell)}`;
  });
}

function wordOf({ verdict, speed }: JudgedCell): string {
  return verdict === 'passes' && speed !== 'as fast' ? speed : verdict;
}

function chance({ p, difference: [low, high] }: JudgedCell, confidence: number): string {
  const percent = Math.round(confidence * 100);
  return `p = ${probability(p)}, head fails ${points(low)} to ${points(high)} points more often (${percent} %)`;
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
  const { cells, looks, confidence, interrupted, unclear } = comparison;
  const percent = `${Math.round(confidence * 100)} %`;
  const compared = cells.filter(({ verdict }) => verdict !== 'not compared');
  const runs = compared.map((cell) => cell.base.runs);
  const [least, most] = [Math.min(...runs), Math.max(...runs)];
  const times = least === most ? `${least}` : `${least} to ${most}`;
  if (compared.length === 0) return `Nothing could be compared between ${base} and ${head} with vmwright.`;
  const test =
    looks === 'fixed'
      ? "Fisher's exact test, two-sided, with Holm's correction for the number of cells; intervals by Newcombe"
      : 'paired runs until it was clear; p values and intervals hold at every look (e-values), and are corrected for the number of cells';
  const sentences = [
    `Compared with vmwright on ${where}: ${counted(compared.length, 'cell')}, ${times} ${least === most && most === 1 ? 'time' : 'times'} each on base (${base}) and on head (${head}), in turns.`,
    ...compared.flatMap((cell) => failureSentence(cell, percent)),
    ...compared.flatMap(speedSentence),
    summary(compared),
    ...(cells.length > compared.length
      ? [`${counted(cells.length - compared.length, 'cell')} could not be compared.`]
      : []),
    ...(unclear ? ['The budget was spent before all of it was clear.'] : []),
    ...(interrupted ? ['It was interrupted.'] : []),
    `(${test}.)`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

const mentioned: Partial<Record<CellVerdict, string>> = {
  broken: 'Broken',
  fixed: 'Fixed',
  'still failing': 'Still failing',
  flaky: 'Flaky on both, without a difference that could be told from chance',
  unclear: 'Unclear, it may be chance',
};

function failureSentence(cell: JudgedCell, percent: string): string[] {
  const { verdict, name, base, head, p, difference, signatures } = cell;
  const word = mentioned[verdict];
  if (word === undefined) return [];
  const what = signatures.head[0] ?? signatures.base[0];
  const other = verdict === 'still failing' && signatures.base[0] !== signatures.head[0];
  const change = other ? `, in another way than on base (${signatures.base[0] ?? 'unknown'})` : '';
  const [low, high] = difference;
  return [
    `${word}: ${name} fails ${base.failures} of ${base.runs} times on base and ${head.failures} of ${head.runs} on head ` +
      `(p = ${probability(p)}; ${percent} interval of the difference ${points(low)} to ${points(high)} points)` +
      `${what === undefined ? '' : `: ${what}`}${change}.`,
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
