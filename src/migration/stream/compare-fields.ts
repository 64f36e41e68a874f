import type { StreamDifference } from './compare.js';
import type { Field } from './field.js';

/** Bytes that are equal between two differences, for these to be told one by one. */
const gapBytes = 8;

/**
 * In which fields two states differ.
 *
 * @param path - of the states themselves; the differences' paths begin with it
 * @param without - names of fields of the states themselves that are left out
 */
export function* differencesOfFields(
  path: string,
  a: Field,
  b: Field,
  without: ReadonlySet<string> = new Set(),
): Generator<StreamDifference> {
  if (isStruct(a) && isStruct(b)) yield* compareStructs(path, a, b, without);
  else if (a.type === 'array' && b.type === 'array') yield* compareArrays(path, a, b);
  else if (isLeaf(a) && isLeaf(b)) yield* compareLeaves(path, a, b);
  else yield { path, type: 'type', first: a.type, second: b.type };
}

function isStruct({ type, names }: Field): boolean {
  return type === 'struct' || names.length > 0;
}

function isLeaf(field: Field): boolean {
  return field.leaf !== undefined;
}

function* compareStructs(
  path: string,
  a: Field,
  b: Field,
  without: ReadonlySet<string>,
): Generator<StreamDifference> {
  for (const name of new Set([...a.names, ...b.names])) {
    if (without.has(name)) continue;
    yield* comparePart(`${path}/${name}`, a.field(name), b.field(name));
  }
}

function* compareArrays(path: string, a: Field, b: Field): Generator<StreamDifference> {
  if (a.length === b.length && Buffer.compare(a.bytes, b.bytes) === 0) return;
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    yield* comparePart(`${path}[${i}]`, a.field(i), b.field(i));
  }
}

function* comparePart(path: string, a: Field | undefined, b: Field | undefined): Generator<StreamDifference> {
  if (a && b) yield* differencesOfFields(path, a, b);
  else if (a) yield { path, type: a.type, first: a.value };
  else if (b) yield { path, type: b.type, second: b.value };
}

function* compareLeaves(path: string, a: Field, b: Field): Generator<StreamDifference> {
  const [first, second] = [a.leaf, b.leaf];
  if (first === undefined || second === undefined) return;
  if (first instanceof Uint8Array && second instanceof Uint8Array) {
    if (first.length === second.length) yield* compareBytes(path, a.type, first, second);
    else yield { path, type: a.type, first, second };
  } else if (first !== second) yield { path, type: a.type, first, second };
}

/** Only what differs of it, by its offset: a large buffer tells nothing. */
function* compareBytes(
  path: string,
  type: string,
  a: Uint8Array,
  b: Uint8Array,
): Generator<StreamDifference> {
  for (let at = 0; at < a.length; at++) {
    if (a[at] === b[at]) continue;
    let end = at + 1;
    for (let i = end; i < Math.min(a.length, end + gapBytes); i++) if (a[i] !== b[i]) end = i + 1;
    const whole = at === 0 && end === a.length;
    yield {
      path: whole ? path : `${path}@0x${at.toString(16)}`,
      type,
      first: a.subarray(at, end),
      second: b.subarray(at, end),
    };
    at = end;
  }
}
