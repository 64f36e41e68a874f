import { UsageError } from '../support/errors.js';

/**
 * The QEMU that was asked for is not there, does not start, or has no such machine type or CPU model. Another QEMU in the
 * same place may: so `git bisect run` passes over a commit for this, and stops for any other {@link UsageError}.
 */
export class UnusableQemuError extends UsageError {}
