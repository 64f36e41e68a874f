import { stripVTControlCharacters } from 'node:util';
import { UsageError } from '../support/errors.js';

/** A stretch of a scenario file. */
export interface Place {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
  /** How many characters it covers; 0 when the file as a whole is meant. */
  readonly length: number;
}

/** One thing that is wrong in a scenario file. */
export interface Mistake extends Place {
  /** What was found, and what was expected. */
  readonly message: string;
}

/** A scenario file with mistakes, or another that people write by hand: all of them, in the file's order. */
export class ScenarioError extends UsageError {
  constructor(
    readonly file: string,
    readonly mistakes: readonly Mistake[],
    text: string,
    /** What the file is to be. */
    what = 'scenario',
  ) {
    super(describe(what, file, mistakes, text));
  }
}

/** More would only scroll the first ones away. */
const shownMistakes = 20;
const shownLetters = 400;

function describe(what: string, file: string, mistakes: readonly Mistake[], text: string): string {
  const lines = text.split(/\r?\n/);
  const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
  const shown = mistakes.slice(0, shownMistakes).map((mistake) => {
    const head = `${file}:${mistake.line}:${mistake.column}: ${printable(mistake.message).slice(0, shownLetters)}`;
    return [head, ...excerpt(lines[mistake.line - 1] ?? '', mistake)].join('\n');
  });
  const rest = mistakes.length - shown.length;
  return [`the ${what} ${file} has ${count}:`, ...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])].join(
    '\n',
  );
}

/** Longer lines are no help, and would wrap. */
const shownColumns = 100;

/** The line, and carets under the place, as compilers show it. */
function excerpt(line: string, { line: number, column, length }: Place): string[] {
  const before = line.slice(0, column - 1);
  if (length === 0 || line.trim() === '' || column > shownColumns) return [];
  const gutter = String(number).padStart(4);
  const width = Math.max(1, Math.min(length, line.length - before.length, shownColumns - before.length));
  return [
    `${gutter} | ${printable(line.slice(0, shownColumns))}`,
    // A tab is as wide in the line of carets as above it.
    `${' '.repeat(gutter.length)} | ${before.replace(/[^\t]/g, ' ')}${'^'.repeat(width)}`,
  ];
}

/** A file may hold anything; a terminal must not obey it. Keeps the length, so that carets stay in place. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- what a terminal would obey is what is replaced
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\u00b7');
}

/** A value out of the file, short enough for a message. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value);
  return text.length <= 40 ? text : `${text.slice(0, 37)}…"`;
}

/** A word out of the file, in quotes, and safe to print. */
export function quoted(word: string): string {
  const clean = stripVTControlCharacters(word);
  return JSON.stringify(clean.length <= 60 ? clean : `${clean.slice(0, 57)}…`);
}
