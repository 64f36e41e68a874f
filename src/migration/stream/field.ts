import type { ArrayLayout, Layout } from './layout.js';

/**
 * Integers of up to 32 bits are numbers, those of 64 bits and timers bigints. What QEMU's description does not tell the
 * form of (buffers, lists, types of one device's own) is bytes.
 */
export type FieldValue = LeafValue | readonly FieldValue[] | { readonly [name: string]: FieldValue };

/** A value with no other values inside. */
export type LeafValue = number | bigint | boolean | Uint8Array;

/** A field of a device, with its bytes in the stream. */
export class Field {
  readonly #layout: Layout;

  /** @internal */
  constructor(
    layout: Layout,
    /** Where its first byte is in the stream. */
    readonly offset: number,
    readonly bytes: Uint8Array,
  ) {
    this.#layout = layout;
  }

  /** `struct`, `array`, or QEMU's own word as `uint32`, `timer`, `buffer`. */
  get type(): string {
    return this.#layout.kind === 'leaf' ? this.#layout.type : this.#layout.kind;
  }

  /** How many elements an array has; 0 for anything else. */
  get length(): number {
    return this.#layout.kind === 'array' ? this.#layout.length : 0;
  }

  /** The names of a struct's fields and subsections, in their order in the stream; none for anything else. */
  get names(): readonly string[] {
    return this.#layout.kind === 'struct' ? [...this.#layout.members.keys()] : [];
  }

  /**
   * What is inside of a struct, by name, or of an array, by index from 0. Names are QEMU's own, with dots and all
   * (`env.regs`); a subsection's has its device's in front (`cpu/vfp`).
   */
  field(...path: readonly (string | number)[]): Field | undefined {
    const [key, ...rest] = path;
    if (key === undefined) return this;
    return this.#child(key)?.field(...rest);
  }

  /** Its value without those of what is inside of it; nothing for a struct or an array. */
  get leaf(): LeafValue | undefined {
    return this.#layout.kind === 'leaf' ? leafValue(this.#layout.type, this.bytes) : undefined;
  }

  /** The whole of it, decoded. */
  get value(): FieldValue {
    switch (this.#layout.kind) {
      case 'leaf':
        return leafValue(this.#layout.type, this.bytes);
      case 'array':
        return this.#layout.runs.flatMap(({ offset, count, element }) =>
          Array.from({ length: count }, (_, i) => this.#part(element, offset + i * element.size).value),
        );
      case 'struct':
        return Object.fromEntries(
          [...this.#layout.members].map(([name, { offset, layout }]) => [
            name,
            this.#part(layout, offset).value,
          ]),
        );
    }
  }

  #child(key: string | number): Field | undefined {
    if (this.#layout.kind === 'struct') {
      const member = this.#layout.members.get(String(key));
      return member && this.#part(member.layout, member.offset);
    }
    if (this.#layout.kind !== 'array' || !Number.isInteger(key)) return undefined;
    const found = elementOf(this.#layout, Number(key));
    return found && this.#part(found.layout, found.offset);
  }

  #part(layout: Layout, offset: number): Field {
    return new Field(layout, this.offset + offset, this.bytes.subarray(offset, offset + layout.size));
  }
}

function elementOf({ runs }: ArrayLayout, index: number): { layout: Layout; offset: number } | undefined {
  let first = 0;
  for (const { offset, count, element } of runs) {
    if (index >= first && index < first + count) {
      return { layout: element, offset: offset + (index - first) * element.size };
    }
    first += count;
  }
  return undefined;
}

/** "int32 le" is QEMU's word for an integer that is checked to be less or equal; it is big-endian as all others. */
const integerType = /^(u?)int(8|16|32|64)(?: equal| le)?$/;

/** What QEMU has a word of its own for, and writes as an integer, mostly in target/arm/machine.c. */
const ownTypes = new Map([
  ['cpsr', 'uint32'],
  ['fpscr', 'uint32'],
  ['powered_off', 'uint8'],
  ['int32_as_uint16', 'uint16'],
]);

function leafValue(ownType: string, bytes: Uint8Array): LeafValue {
  const type = ownTypes.get(ownType) ?? ownType;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 'bool' && bytes.length === 1) return view.getUint8(0) !== 0;
  if (type === 'timer' && bytes.length === 8) return view.getBigInt64(0);
  const [, unsigned, bits] = integerType.exec(type) ?? [];
  if (Number(bits) !== bytes.length * 8) return bytes;
  switch (bytes.length) {
    case 1:
      return unsigned ? view.getUint8(0) : view.getInt8(0);
    case 2:
      return unsigned ? view.getUint16(0) : view.getInt16(0);
    case 4:
      return unsigned ? view.getUint32(0) : view.getInt32(0);
    default:
      return unsigned ? view.getBigUint64(0) : view.getBigInt64(0);
  }
}
