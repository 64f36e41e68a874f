import { DeadlineError, VmwrightError, formatSeconds } from '../support/errors.js';

/**
 * What can go wrong with QMP, by what the caller can do about it:
 *
 *   VmwrightError
 *   ├─ QmpError
 *   │  ├─ QmpRefusedError         QEMU answered with an error: ask for something else
 *   │  ├─ QmpConnectError         no connection came about: nobody listens there
 *   │  ├─ QmpConnectionLostError  the peer, or the way to it, is gone: QEMU died or closed its monitor
 *   │  ├─ QmpProtocolError        the peer speaks something that is not QMP
 *   │  └─ QmpStateError           the client is not in a state for that: it was closed, or lacks out-of-band
 *   └─ DeadlineError
 *      └─ QmpDeadlineError        no reply in time; QEMU may still be working on the command
 *
 * Arguments that no QMP message can hold (NaN, a function) are a UsageError.
 */
export class QmpError extends VmwrightError {}

/** A command as it was asked for. */
export interface QmpCall {
  readonly command: string;
  readonly arguments?: object | undefined;
}

/** QEMU answered a command with an error. The connection is as good as before. */
export class QmpRefusedError extends QmpError {
  readonly command: string;
  /** The arguments as they were given, or undefined when there were none. */
  readonly arguments: object | undefined;

  constructor(
    call: QmpCall,
    /** QAPI's error class: `GenericError`, `CommandNotFound`, `DeviceNotFound`, … */
    readonly errorClass: string,
    /** QEMU's words. They differ between versions: show them, do not compare them. */
    readonly description: string,
    options?: ErrorOptions,
  ) {
    super(`QEMU refused ${describeCall(call)}: ${errorClass}: ${description}`, options);
    this.command = call.command;
    this.arguments = call.arguments;
  }
}

/** No connection came about. `cause` is what the system said. */
export class QmpConnectError extends QmpError {}

/** The peer is gone, or the way to it. Nothing can be asked on this client any more. */
export class QmpConnectionLostError extends QmpError {
  constructor(
    message: string,
    /** Why, in words: `QEMU died of signal 9 (SIGKILL)`, `the peer closed the connection`, `read ECONNRESET`. */
    readonly reason: string,
    /** The command that was in flight and got no reply, when the error is about one. */
    readonly command?: string,
    /** The last command that was sent on the connection before it ended. */
    readonly lastCommand?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The peer sent something that is not QMP. The client has closed the connection: what follows cannot be trusted. */
export class QmpProtocolError extends QmpError {
  constructor(
    message: string,
    /** The offending message as it came over the wire, whole. For an endless line, its beginning. */
    readonly bytes: Uint8Array,
    /** The command that was in flight, when the error is about one. */
    readonly command?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The client is not in a state for what was asked: it was closed, or out-of-band execution was not negotiated. */
export class QmpStateError extends QmpError {}

/** QEMU did not reply in time. The client stays usable: a late reply is recognised and dropped. */
export class QmpDeadlineError extends DeadlineError {
  readonly command: string;
  readonly arguments: object | undefined;

  constructor(call: QmpCall, peer: string, timeoutMs: number, seen?: string) {
    super(`the reply of ${peer} to ${describeCall(call)}`, timeoutMs, seen);
    this.command = call.command;
    this.arguments = call.arguments;
  }
}

const SHOWN_ARGUMENTS = 300;
const SHOWN_BYTES = 120;

/** `'migrate' {"uri":"file:/x"}`, shortened where the arguments are long. */
function describeCall({ command, arguments: args }: QmpCall): string {
  if (args === undefined || Object.keys(args).length === 0) return `'${command}'`;
  const text = JSON.stringify(args, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value));
  return `'${command}' ${text.length > SHOWN_ARGUMENTS ? `${text.slice(0, SHOWN_ARGUMENTS)}…` : text}`;
}

/** The beginning of `bytes` as a person can read it on one line, with its length when that is not all. */
export function describeBytes(bytes: Uint8Array): string {
  const shown = JSON.stringify(Buffer.from(bytes.subarray(0, SHOWN_BYTES)).toString('latin1'));
  return bytes.length > SHOWN_BYTES ? `${shown}… (${bytes.length} bytes)` : shown;
}

/** `3.2 s ago`, by the clock of `performance.now()`. */
export function describeAge(sinceMs: number): string {
  return `${formatSeconds(performance.now() - sinceMs)} ago`;
}
