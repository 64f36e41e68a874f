import type { StreamDifference } from '../../migration/index.js';
import { harmless } from '../text.js';
import { registerName } from './register-names.js';
import { valueText, type Detail } from './value-text.js';

/** Differing elements of one array that are shown one by one. */
const shownElements = 32;

/** As compareStreams and compareMemory give them. */
export type Differences = Iterable<StreamDifference> | AsyncIterable<StreamDifference>;

/** What differs between two streams, a line each; `-` is what only the first has, `+` what only the second has. */
export async function* differenceLines(differences: Differences, detail: Detail): AsyncGenerator<string> {
  let array: string | undefined;
  let count = 0;
  for await (const difference of differences) {
    const of = arrayOf(difference.path);
    if (of === undefined || of !== array) {
      if (array !== undefined) yield* leftOut(array, count, detail);
      [array, count] = [of, 0];
    }
    count++;
    if (detail.full || count <= shownElements) yield harmless(line(difference, detail));
  }
  if (array !== undefined) yield* leftOut(array, count, detail);
}

function* leftOut(array: string, count: number, { full }: Detail): Generator<string> {
  if (!full && count > shownElements) {
    yield harmless(`  ${array}: ${count - shownElements} more elements differ (--full shows them)`);
  }
}

/** The array that a path's last element is in, also of a buffer's bytes. */
function arrayOf(path: string): string | undefined {
  return /^(.*)(?:\[\d+\]|@0x[0-9a-f]+)$/.exec(path)?.[1];
}

function line({ path, type = '', first, second }: StreamDifference, detail: Detail): string {
  const name = `${path}${registerOf(path, type)}`;
  const text = (value: NonNullable<StreamDifference['first']>) => valueText(value, type, detail);
  if (second === undefined) return first === undefined ? name : `- ${name}: ${text(first)}`;
  return first === undefined ? `+ ${name}: ${text(second)}` : `  ${name}: ${text(first)} -> ${text(second)}`;
}

/** ` (X3)` for an element of the array that has it. */
function registerOf(path: string, type: string): string {
  const [, field = '', index] = /^cpu#\d+\/(env\.\w+)\[(\d+)\](?:\/|$)/.exec(path) ?? [];
  if (index === undefined) return '';
  const length = { 'env.xregs': 32, 'env.regs': 16, 'env.segs': 6 }[field] ?? 0;
  const name = registerName(field, length, Number(index), type);
  return name === undefined ? '' : ` (${name})`;
}
