/**
 * Everything vmwright throws on purpose, by what the caller can do about it:
 *
 *   VmwrightError            the root
 *   ├─ UsageError            what was asked for cannot be: ask for something else     (exit status 2)
 *   ├─ EnvironmentError      the host lacks something, or vmwright's surroundings broke (exit status 3)
 *   ├─ DeadlineError         a wait ran out; whether that is a finding, the waiter knows
 *   ├─ FindingError          the VM under test is wrong                               (exit status 1)
 *   └─ QmpError              see qmp/errors.ts
 *
 * A message reads: what failed, on what, what was seen, what to do. The cause is kept in `cause`.
 */
export class VmwrightError extends Error {
  override name = this.constructor.name;
}

/** What was asked for cannot be: an unknown option, a scenario with a mistake, a vCPU that is not there. */
export class UsageError extends VmwrightError {}

/** The host lacks something or broke: no QEMU, a full disk, a missing image. Says nothing about the VM under test. */
export class EnvironmentError extends VmwrightError {}

/** A wait ran out. The message says what was waited for, for how long, and what the world looked like. */
export class DeadlineError extends VmwrightError {
  constructor(
    /** What was waited for, as in "waited 5 s for …". */
    readonly what: string,
    readonly timeoutMs: number,
    /** What the world looked like when the time was up. */
    readonly seen?: string,
    options?: ErrorOptions,
  ) {
    super(`waited ${formatSeconds(timeoutMs)} for ${what}${seen ? `; seen: ${seen}` : ''}`, options);
  }
}

/** The text of anything thrown, with its causes, outermost first. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // What `using` throws when the work failed, and then the clean-up too.
  if (isSuppressedError(error)) {
    return `${describeError(error.suppressed)}; and the clean-up failed: ${describeError(error.error)}`;
  }
  const isPlain = error instanceof VmwrightError || error.name === 'Error';
  const message = isPlain ? error.message : `${error.name}: ${error.message}`;
  const parts = error instanceof AggregateError ? `: ${error.errors.map(describeError).join('; ')}` : '';
  return error.cause === undefined ? message + parts : `${message}${parts}: ${describeError(error.cause)}`;
}

/** By its name: Node 20 has no such class, and TypeScript brings a new one along for each file. */
function isSuppressedError(error: Error): error is SuppressedError {
  return error.name === 'SuppressedError';
}

/** Milliseconds as a person says them: `350 ms`, `2.5 s`. */
export function formatSeconds(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toFixed(1))} s`;
}
