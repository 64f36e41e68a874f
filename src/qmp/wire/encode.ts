import { UsageError } from '../../support/errors.js';

/** What one message to QEMU holds. */
export interface OutgoingCommand {
  readonly command: string;
  readonly arguments?: object | undefined;
  readonly id: number;
  readonly oob: boolean;
}

// Limits of QEMU's own parser (qobject/json-parser.c, json-streamer.c). It answers what is beyond them with an error
// that has no id, so nobody could tell which command failed.
const MAX_NESTING = 1024;
const MAX_MESSAGE_CHARACTERS = 64 * 1024 * 1024;

/**
 * The line that asks QEMU for a command. Bigints are written as integers; members that are undefined are left out, and
 * null is sent as null (to QEMU these two differ). Empty arguments are left out: QEMU takes a quarter longer with them.
 *
 * @throws UsageError when the arguments hold what JSON cannot say, or are larger than QEMU takes
 */
export function encodeCommand({ command, arguments: args, id, oob }: OutgoingCommand): string {
  const verb = oob ? 'exec-oob' : 'execute';
  const head = `{"${verb}":${JSON.stringify(command)}`;
  if (args === undefined) return `${head},"id":${id}}\n`;
  const encoded = encodeValue(args, command, []);
  if (encoded === '{}') return `${head},"id":${id}}\n`;
  const line = `${head},"arguments":${encoded},"id":${id}}\n`;
  if (line.length > MAX_MESSAGE_CHARACTERS) {
    throw new UsageError(
      `cannot send '${command}': its arguments take ${line.length} characters, QEMU accepts up to ${MAX_MESSAGE_CHARACTERS}`,
    );
  }
  return line;
}

type Path = (string | number)[];

function encodeValue(value: unknown, command: string, path: Path): string {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'bigint':
      return value.toString();
    case 'number':
      if (!Number.isFinite(value)) refuse(value, command, path);
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      if (path.length > MAX_NESTING) refuse('nested too deeply', command, path.slice(0, 3));
      return Array.isArray(value) ? encodeArray(value, command, path) : encodeObject(value, command, path);
    default:
      return refuse(value, command, path);
  }
}

function encodeArray(array: readonly unknown[], command: string, path: Path): string {
  return `[${array.map((item, index) => encodeValue(item, command, [...path, index])).join(',')}]`;
}

function encodeObject(object: object, command: string, path: Path): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) refuse(object.constructor.name, command, path);
  const members: string[] = [];
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue;
    members.push(`${JSON.stringify(name)}:${encodeValue(value, command, [...path, name])}`);
  }
  return `{${members.join(',')}}`;
}

function refuse(what: unknown, command: string, path: Path): never {
  const where = path.length > 0 ? `its argument '${path.join('.')}'` : 'its arguments object';
  throw new UsageError(
    `cannot send '${command}': ${where} is ${String(what)}; QMP takes strings, finite numbers, bigints, booleans, null, arrays and plain objects`,
  );
}
