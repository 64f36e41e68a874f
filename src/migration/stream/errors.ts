import { VmwrightError } from '../../support/errors.js';

/** A migration stream is truncated, corrupt, or not one. */
export class StreamFormatError extends VmwrightError {
  constructor(
    readonly path: string,
    /** Bytes from the file's beginning to what was not as expected. */
    readonly offset: number,
    readonly expected: string,
    readonly found: string,
    /** The section, device and field that the offset lies in, where that is known. */
    readonly place?: string,
    options?: ErrorOptions,
  ) {
    super(`${position(path, offset, place)}: expected ${expected}, found ${found}`, options);
  }
}

/** Nothing is wrong with a migration stream, but it holds what vmwright does not read. */
export class StreamNotSupportedError extends VmwrightError {
  constructor(
    readonly path: string,
    /** Bytes from the file's beginning to what is not supported. */
    readonly offset: number,
    readonly feature: string,
    /** The section, device and field that the offset lies in, where that is known. */
    readonly place?: string,
  ) {
    super(`${position(path, offset, place)}: vmwright does not read ${feature}`);
  }
}

/** Why a stream, or the rest of it, cannot be read. */
export type StreamDamage = StreamFormatError | StreamNotSupportedError;

function position(path: string, offset: number, place: string | undefined): string {
  return `${path} at byte ${offset} (0x${offset.toString(16)})${place === undefined ? '' : `, in ${place}`}`;
}
