import { EnvironmentError, VmwrightError } from '../support/errors.js';

/** Nothing listens at an address of a host: not yet, or not any more. */
export class NobodyListensError extends VmwrightError {}

/** The way to a host is lost, or was never found: says nothing about any VM. */
export class HostLostError extends EnvironmentError {}
