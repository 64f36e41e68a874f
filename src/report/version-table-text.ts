import type { Palette } from './paint.js';
import { displayWidth, harmless } from './text.js';
import type { PairResult, PairVerdict, VersionTable } from './version-table.js';

/** A table of what moves and what does not, for people: sources below each other, destinations side by side. */
export function describeVersionTable(table: VersionTable, palette: Palette): string[] {
  const { qemus, pairs, scenario, arch, besides } = table;
  const names = qemus.map(({ name }) => name);
  const sources = names.filter((name) => pairs.some(({ from }) => from === name));
  const destinations = names.filter((name) => pairs.some(({ to }) => to === name));
  const notes = notesOf(pairs);
  const field = (from: string, to: string): [text: string, painted: string] => {
    const pair = pairs.find((one) => one.from === from && one.to === to);
    if (!pair) return ['', ''];
    const note = notes.numberOf(pair);
    const times = pair.of > 1 ? ` ${pair.count}/${pair.of}` : '';
    const mark = note === undefined ? '' : ` [${note}]`;
    const type = pair.machineType === undefined ? '' : ` ${pair.machineType}`;
    const rest = `${times}${mark}${type}`;
    return [`${wordOf(pair)}${rest}`, `${paint(pair, palette)}${times}${mark}${palette.quiet(type)}`];
  };
  const head = ['', ...destinations.map((name) => `to ${name}`)].map((text): [string, string] => [
    text,
    text,
  ]);
  const rows = [
    head,
    ...sources.map((from): [string, string][] => [
      [`from ${from}`, `from ${from}`],
      ...destinations.map((to) => field(from, to)),
    ]),
  ];
  const axes = Object.entries(besides).map(([axis, value]) => `, ${axis} ${value}`);
  return [
    palette.strong(`${harmless(scenario)}, ${arch}${axes.join('')}`),
    ...aligned(rows).map((line) => `  ${line}`),
    ...notes.lines.map((line) => `  ${harmless(line)}`),
    ...qemus.map(
      ({ name, version }) => `  ${palette.quiet(`${name} is QEMU ${harmless(version) || '(unknown)'}`)}`,
    ),
  ];
}

const words: Readonly<Record<PairVerdict, string>> = {
  moves: 'moves',
  refused: 'REFUSED',
  crashed: 'CRASHED',
  wrong: 'WRONG',
  known: 'known',
  skipped: 'skipped',
  error: 'ERROR',
  unfinished: '-',
};

/** One that arrives and is found wrong afterwards has moved. A refusal is one also where it is known. */
function wordOf({ verdict, moved, destination }: PairResult): string {
  if (verdict === 'known' && destination) return `${words[destination]}, ${words.known}`;
  return moved && verdict !== 'moves' ? `moves, ${words[verdict]}` : words[verdict];
}

function paint(pair: PairResult, palette: Palette): string {
  const { verdict } = pair;
  return palette.verdict(wordOf(pair), verdict === 'moves' ? 'good' : isBad.has(verdict) ? 'bad' : 'other');
}

const isBad: ReadonlySet<PairVerdict> = new Set(['refused', 'crashed', 'wrong', 'error']);

/** Pairs with one reason share their note. */
function notesOf(pairs: readonly PairResult[]) {
  const texts = [...new Set(pairs.flatMap((pair) => noteOf(pair) ?? []))];
  return {
    lines: texts.map((text, index) => `[${index + 1}] ${text}`),
    numberOf: (pair: PairResult) => {
      const text = noteOf(pair);
      return text === undefined ? undefined : texts.indexOf(text) + 1;
    },
  };
}

function noteOf({ verdict, reason, source, destination }: PairResult): string | undefined {
  if (reason === undefined) return undefined;
  // What goes on after it ends no sentence.
  const text = (reason.split('\n')[0] ?? '').replace(source === undefined ? '' : /\.$/, '');
  const what = { refused: 'the destination refuses', crashed: 'the destination crashes' };
  const before = destination ? `${what[destination]}${verdict === 'known' ? ', as is known' : ''}: ` : '';
  const after = source === undefined ? '' : `; the source ${sourceWords[source] ?? source}`;
  return `${before}${text}${after}`;
}

const sourceWords: Readonly<Record<string, string>> = {
  'went on': 'goes on',
  'did not go on': 'does NOT go on',
  'had ended': 'has ended by then',
  'must go on': 'was not looked at',
};

function aligned(rows: readonly (readonly (readonly [text: string, painted: string])[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column]?.[0] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map(([text, painted], column) => painted + ' '.repeat((widths[column] ?? 0) - displayWidth(text)))
      .join('  ')
      .trimEnd(),
  );
}
