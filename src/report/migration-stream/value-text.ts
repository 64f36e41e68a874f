import type { FieldValue, LeafValue } from '../../migration/index.js';

/** How much of a value is shown. */
export interface Detail {
  /** All of it, however long. */
  readonly full: boolean;
}

/** Bytes of a buffer that are shown of one that is longer. */
const shownBytes = 32;

const integer = /^(?:u?int|bool|timer|cpsr|fpscr|powered_off)/;

/** A value with no other values inside, as people read it. `type` is QEMU's word, as `uint32` or `timer`. */
export function leafText(value: LeafValue, type: string, detail: Detail): string {
  if (value instanceof Uint8Array) {
    // An integer that has no bytes is behind the file's end.
    return value.length === 0 && integer.test(type) ? 'missing' : bytesText(value, detail);
  }
  if (type === 'powered_off')
    return `${String(value)} (${['on', 'off', 'on-pending'][Number(value)] ?? '?'})`;
  if (type === 'timer') return value === -1n ? 'not armed' : `${String(value)} ns`;
  if (typeof value === 'boolean' || value < 10) return String(value);
  if (typeof value === 'bigint') return type === 'int64' ? String(value) : `0x${value.toString(16)}`;
  if (type.startsWith('int')) return String(value);
  // A number that large is a mask or an address.
  const hex = `0x${value.toString(16)}`;
  return value > 0xffff ? hex : `${value} (${hex})`;
}

/** Any value on one line. */
export function valueText(value: FieldValue | string, type: string, detail: Detail): string {
  if (typeof value === 'string') return value;
  if (isLeaf(value)) return leafText(value, type, detail);
  const parts = Array.isArray(value)
    ? value.map((part: FieldValue) => valueText(part, '', detail))
    : Object.entries(value).map(
        ([name, part]: [string, FieldValue]) => `${name}: ${valueText(part, '', detail)}`,
      );
  const shown = detail.full ? parts : parts.slice(0, 8);
  const rest = parts.length > shown.length ? `, … ${parts.length - shown.length} more` : '';
  return Array.isArray(value) ? `[${shown.join(', ')}${rest}]` : `{ ${shown.join(', ')}${rest} }`;
}

function isLeaf(value: FieldValue): value is LeafValue {
  return typeof value !== 'object' || value instanceof Uint8Array;
}

function bytesText(bytes: Uint8Array, { full }: Detail): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = /^([ -~]{3,})\0*$/.exec(buffer.toString('latin1', 0, 256))?.[1];
  const end = buffer.length > 256 ? undefined : text;
  if (end !== undefined) return `${JSON.stringify(end)} (${buffer.length} bytes)`;
  if (!full && buffer.length > 8 && buffer.every((byte) => byte === 0))
    return `${buffer.length} bytes of zeros`;
  if (full || buffer.length <= shownBytes) return buffer.length === 0 ? 'nothing' : buffer.toString('hex');
  return `${buffer.toString('hex', 0, shownBytes)}… (${buffer.length} bytes)`;
}
