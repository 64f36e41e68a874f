import type { Field } from '../../migration/index.js';
import { registerName } from './register-names.js';
import { leafText, type Detail } from './value-text.js';

/** Elements of an array that are shown of one that has more, equal neighbours counted as one. */
const shownElements = 40;
/** Columns to which elements are put next to each other. */
const columns = 110;

/** A field as lines: one if it fits, or else with what is inside of it below, indented. */
function* fieldTree(name: string, field: Field, indent: string, detail: Detail): Generator<string> {
  const { leaf } = field;
  if (leaf !== undefined) yield `${indent}${name}: ${leafText(leaf, field.type, detail)}`;
  else if (field.type === 'array') yield* arrayTree(name, field, indent, detail);
  else yield* structTree(name, field, indent, detail);
}

/** What is inside of a struct. `without` are names that are left out. */
export function* fieldsOf(
  field: Field,
  indent: string,
  detail: Detail,
  without: ReadonlySet<string> = new Set(),
): Generator<string> {
  for (const name of field.names) {
    const inner = without.has(name) ? undefined : field.field(name);
    if (inner) yield* fieldTree(name, inner, indent, detail);
  }
}

function* structTree(name: string, field: Field, indent: string, detail: Detail): Generator<string> {
  const inline = inlineStruct(field, detail);
  if (inline !== undefined && indent.length + name.length + inline.length + 2 <= columns) {
    yield `${indent}${name}: ${inline}`;
    return;
  }
  yield `${indent}${name}`;
  yield* fieldsOf(field, `${indent}  `, detail);
}

function* arrayTree(name: string, field: Field, indent: string, detail: Detail): Generator<string> {
  const isSimple = field.length === 0 || field.field(0)?.leaf !== undefined;
  const lines = isSimple
    ? packed(simpleElements(name, field, detail), indent)
    : structElements(field, indent, detail);
  const named = isSimple ? `${name}[${field.length}]:` : `${name}[${field.length}]`;
  const all = [...lines];
  const [first = '', ...others] = all;
  if (isSimple && others.length === 0 && indent.length + named.length + first.trim().length < columns) {
    yield `${indent}${named} ${first.trim()}`;
    return;
  }
  yield `${indent}${named}`;
  yield* all;
}

/** The elements of an array of integers or buffers; equal neighbours as one. */
function* simpleElements(name: string, field: Field, detail: Detail): Generator<string> {
  let shown = 0;
  for (let i = 0; i < field.length;) {
    const text = elementText(field, i, detail);
    const register = registerName(name, field.length, i, field.field(i)?.type ?? '');
    let next = i + 1;
    while (register === undefined && next < field.length && elementText(field, next, detail) === text) next++;
    if (!detail.full && shown === shownElements) {
      yield `… ${field.length - i} more`;
      return;
    }
    const times = next - i > 2 ? ` (${next - i} times)` : '';
    if (times === '') next = i + 1;
    yield `${register === undefined ? '' : `${register} `}${text}${times}`;
    shown++;
    i = next;
  }
}

function elementText(field: Field, index: number, detail: Detail): string {
  const element = field.field(index);
  return element?.leaf === undefined ? '?' : leafText(element.leaf, element.type, detail);
}

/** The elements of an array of structs, those equal to the one before left out. */
function* structElements(field: Field, indent: string, detail: Detail): Generator<string> {
  let [shown, same] = [0, 0];
  let before: Uint8Array | undefined;
  for (let i = 0; i < field.length; i++) {
    const element = field.field(i);
    if (!element) continue;
    if (!detail.full && before && Buffer.compare(before, element.bytes) === 0) {
      same++;
      continue;
    }
    if (same > 0) yield `${indent}  the next ${same}: the same`;
    if (!detail.full && shown === shownElements) {
      yield `${indent}  … ${field.length - i} more`;
      return;
    }
    yield* fieldTree(`[${i}]`, element, `${indent}  `, detail);
    shown++;
    [same, before] = [0, element.bytes];
  }
  if (same > 0) yield `${indent}  the next ${same}: the same`;
}

function inlineStruct(field: Field, detail: Detail): string | undefined {
  const parts: string[] = [];
  for (const name of field.names) {
    const inner = field.field(name);
    const text =
      inner?.leaf === undefined
        ? inner && inlineArray(inner, detail)
        : leafText(inner.leaf, inner.type, detail);
    if (text === undefined || parts.length === 8) return undefined;
    parts.push(`${name} ${text}`);
  }
  return parts.length === 0 ? 'empty' : `{ ${parts.join(', ')} }`;
}

function inlineArray(field: Field, detail: Detail): string | undefined {
  if (field.type !== 'array' || field.length > 4) return undefined;
  const texts = Array.from({ length: field.length }, (_, i) => elementText(field, i, detail));
  return texts.includes('?') ? undefined : `[${texts.join(', ')}]`;
}

/** Texts next to each other, in lines. */
function* packed(texts: Iterable<string>, indent: string): Generator<string> {
  let line = '';
  for (const text of texts) {
    if (line !== '' && indent.length + line.length + text.length + 4 > columns) {
      yield `${indent}  ${line}`;
      line = '';
    }
    line += line === '' ? text : `, ${text}`;
  }
  if (line !== '') yield `${indent}  ${line}`;
}
