/** The pieces of ASN.1 in their distinguished encoding (ITU-T X.690) that a certificate is made of. */

function element(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

function lengthOf({ length }: Buffer): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = Buffer.from(length.toString(16).padStart(length < 0x100 ? 2 : 4, '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

export const sequence = (...parts: readonly Uint8Array[]) => element(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]) => element(0x31, ...parts);
export const integer = (bytes: Uint8Array) => element(0x02, bytes);
export const boolean = (value: boolean) => element(0x01, Buffer.from([value ? 0xff : 0]));
export const octets = (content: Uint8Array) => element(0x04, content);
export const text = (value: string) => element(0x0c, Buffer.from(value));
/** @param unused - how many bits at the end mean nothing */
export const bits = (content: Uint8Array, unused = 0) => element(0x03, Buffer.from([unused]), content);
/** A part that is told by its number; it keeps its own tag within. */
export const tagged = (number: number, ...parts: readonly Uint8Array[]) => element(0xa0 | number, ...parts);
/** A part whose number takes the place of its own tag. */
export const tag = (number: number, content: Uint8Array) => element(0x80 | number, content);

/** Until 2049 (RFC 5280, 4.1.2.5.1). */
export function time(date: Date): Buffer {
  return element(
    0x17,
    Buffer.from(
      date
        .toISOString()
        .slice(2)
        .replaceAll(/[-:T]|\.\d+/g, ''),
    ),
  );
}

/** @param dotted - as `1.2.840.10045.4.3.2` */
export function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}
