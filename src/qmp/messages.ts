/** What QEMU says of itself when a client connects: `{"QMP": …}` of the QMP specification. */
export interface QmpGreeting {
  readonly version: {
    readonly qemu: { readonly major: number; readonly minor: number; readonly micro: number };
    /** The packager's words, `Debian 1:7.2+dfsg-7` for instance; empty for a build of one's own. */
    readonly package: string;
  };
  /** What the server offers to negotiate; `oob` is the only one so far. */
  readonly capabilities: readonly string[];
}

/** When QEMU sent an event, by the clock of its host. */
export interface QmpTimestamp {
  /** Since 1970; -1 when QEMU could not read its clock. */
  readonly seconds: number;
  readonly microseconds: number;
}

/** An event as it comes over the wire. */
export interface EventMessage {
  readonly event: string;
  readonly timestamp: QmpTimestamp;
  readonly data?: unknown;
}

/** What a server may send. */
export type IncomingMessage =
  | { readonly kind: 'greeting'; readonly greeting: QmpGreeting }
  | { readonly kind: 'return'; readonly id: unknown; readonly value: unknown }
  | {
      readonly kind: 'error';
      readonly id: unknown;
      readonly errorClass: string;
      readonly description: string;
    }
  | { readonly kind: 'event'; readonly event: EventMessage };

/**
 * Tells what a JSON value is as a message of a QMP server. Members that it does not know are let pass.
 *
 * @returns what is wrong with it, as a string, when it is none
 */
export function classify(value: unknown): IncomingMessage | string {
  if (!isObject(value)) return 'a message is a JSON object';
  if ('return' in value) return { kind: 'return', id: value['id'], value: value['return'] };
  if ('event' in value) return classifyEvent(value);
  if ('error' in value) return classifyError(value);
  if ('QMP' in value) return classifyGreeting(value['QMP']);
  return "a message has a member 'return', 'error', 'event' or 'QMP'";
}

function classifyEvent(message: JsonObject): IncomingMessage | string {
  const { event, timestamp } = message;
  if (typeof event !== 'string') return "'event' is a string";
  if (!isObject(timestamp) || !isNumber(timestamp['seconds']) || !isNumber(timestamp['microseconds'])) {
    return "an event has a 'timestamp' with 'seconds' and 'microseconds'";
  }
  return { kind: 'event', event: message as unknown as EventMessage };
}

function classifyError(message: JsonObject): IncomingMessage | string {
  const { error, id } = message;
  if (!isObject(error) || typeof error['class'] !== 'string' || typeof error['desc'] !== 'string') {
    return "an 'error' has a 'class' and a 'desc'";
  }
  return { kind: 'error', id, errorClass: error['class'], description: error['desc'] };
}

function classifyGreeting(greeting: unknown): IncomingMessage | string {
  const wrong = "a greeting has a 'version' with 'qemu' and 'package', and 'capabilities'";
  if (!isObject(greeting) || !isObject(greeting['version']) || !isObject(greeting['version']['qemu']))
    return wrong;
  const { major, minor, micro } = greeting['version']['qemu'];
  if (!isNumber(major) || !isNumber(minor) || !isNumber(micro)) return wrong;
  if (!Array.isArray(greeting['capabilities'])) return wrong;
  return { kind: 'greeting', greeting: greeting as unknown as QmpGreeting };
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
