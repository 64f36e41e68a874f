import { VmwrightError } from '../../support/errors.js';

/** A migration stream is truncated, corrupt, or not one. */
export class StreamFormatError extends VmwrightError {
  constructor(
    readonly path: string,
    /** Bytes from the file's beginning to what was not as expected. */
    readonly offset: number,
    readonly expected: string,
    readonly found: string,
    options?: ErrorOptions,
  ) {
    super(
      `${path} at byte ${offset} (0x${offset.toString(16)}): expected ${expected}, found ${found}`,
      options,
    );
  }
}

/** Nothing is wrong with a migration stream, but it holds what vmwright does not read. */
export class StreamNotSupportedError extends VmwrightError {
  constructor(
    readonly path: string,
    /** Bytes from the file's beginning to what is not supported. */
    readonly offset: number,
    readonly feature: string,
  ) {
    super(
      `${path} at byte ${offset} (0x${offset.toString(16)}): ${feature} is not supported; ` +
        'vmwright reads what a plain precopy migration through exec: or file: saves',
    );
  }
}
