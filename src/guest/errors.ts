import { EnvironmentError, UsageError, VmwrightError } from '../support/errors.js';

/**
 * The connection to the guest ended: the guest or its QEMU died, was reset, or its session was closed. Whether that was
 * to be expected, the caller knows.
 */
export class GuestConnectionLostError extends VmwrightError {}

/** Something showed another host key than the guest's own: it is not this guest, or not this image. */
export class GuestHostKeyError extends EnvironmentError {}

/** The guest refused the private key: key and image do not belong together. */
export class GuestLoginRefusedError extends EnvironmentError {}

/** The private key cannot be read as one: no guest would ever be asked. */
export class GuestKeyError extends UsageError {}
