import { isUtf8 } from 'node:buffer';
import { parseExactJson } from './exact-json.js';

/** The bytes of one message, read. */
export interface Decoded {
  readonly text: string;
  readonly value: unknown;
}

// Number.MAX_SAFE_INTEGER has 16 digits: what has no such run of digits holds no integer that JSON.parse would round.
const MAYBE_UNSAFE_INTEGER = /\d{16}/;

/**
 * Reads the JSON text of one message. Integers beyond 2^53-1 become bigints; `nan` and `inf`, which QEMU prints for
 * such doubles, become numbers.
 *
 * @throws SyntaxError when it is neither JSON nor QEMU's dialect of it, or not UTF-8
 */
export function decode(bytes: Buffer): Decoded {
  const text = bytes.toString('utf8');
  if (text.includes(REPLACEMENT_CHARACTER) && !isUtf8(bytes)) throw new SyntaxError('not valid UTF-8');
  return { text, value: parseJson(text) };
}

function parseJson(text: string): unknown {
  if (MAYBE_UNSAFE_INTEGER.test(text)) return parseExactJson(text);
  try {
    return JSON.parse(text);
  } catch {
    return parseExactJson(text);
  }
}

// What a decoder puts in the place of bytes that are not UTF-8; also a character that may be sent in earnest.
const REPLACEMENT_CHARACTER = '\uFFFD';
