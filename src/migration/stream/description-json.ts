/** Makes the error that tells what the description lacks. */
export type Wrong = (expected: string, found: string) => Error;

/** What may stand in an object of the description; anything can, where a stream is corrupt. */
export type JsonObject = Readonly<
  Partial<
    Record<
      | 'array_len'
      | 'devices'
      | 'fields'
      | 'instance_id'
      | 'name'
      | 'page_size'
      | 'size'
      | 'struct'
      | 'subsections'
      | 'type'
      | 'version'
      | 'vmsd_name',
      unknown
    >
  >
>;

export function isRecord(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

export function record(json: unknown, what: string, wrong: Wrong): JsonObject {
  if (isRecord(json)) return json;
  throw wrong(`an object for ${what}`, shown(json));
}

export function list(json: unknown, what: string, wrong: Wrong): readonly unknown[] {
  if (Array.isArray(json)) return json;
  throw wrong(`a list for ${what}`, shown(json));
}

export function text(json: unknown, what: string, wrong: Wrong): string {
  if (typeof json === 'string') return json;
  throw wrong(`a string for ${what}`, shown(json));
}

export function whole(json: unknown, what: string, wrong: Wrong): number {
  if (typeof json === 'number' && Number.isSafeInteger(json) && json >= 0) return json;
  throw wrong(`a whole number for ${what}`, shown(json));
}

/** A number that has four bytes in the stream. */
export function u32(json: unknown, what: string, wrong: Wrong): number {
  const value = whole(json, what, wrong);
  if (value <= 0xffffffff) return value;
  throw wrong(`at most 32 bits for ${what}`, shown(json));
}

/** A value for a message. What is nested is not shown: it may be nested deeper than JSON.stringify can go. */
export function shown(json: unknown): string {
  if (json === undefined) return 'nothing';
  if (Array.isArray(json)) return 'a list';
  return isRecord(json) ? 'an object' : JSON.stringify(json).slice(0, 60);
}
