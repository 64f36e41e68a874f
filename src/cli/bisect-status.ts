import { CommanderError } from 'commander';
import { UnusableQemuError } from '../qemu/index.js';
import { exitStatus, type Counts } from '../runner/index.js';
import { UsageError } from '../support/errors.js';
import { reportFailure } from './failure.js';
import { Interrupted } from './interrupt.js';

/** What `git bisect run` takes for a commit that cannot be judged. */
const cannotTell = 125;
/** From 128 on, `git bisect run` stops: nothing that is asked wrongly makes a commit bad, nor passes over all of them. */
const stopsBisect = 255;

/**
 * A run's counts in the language of `git bisect run`: 0 good, 1 bad, 125 cannot tell. What a cell would have shown had a known
 * finding not come first, nobody knows.
 */
export function bisectStatus(counts: Counts): 0 | 1 | 125 {
  const status = exitStatus(counts);
  return status === 3 || (status === 0 && counts.known > 0) ? cannotTell : status;
}

/**
 * Tells what kept a run from being one. A QEMU that is not there, since its build failed, says nothing about its commit; what
 * was asked wrongly is as wrong on every other one.
 */
export function bisectFailure(error: unknown): number {
  if (error instanceof Interrupted) throw error;
  const status = reportFailure(error);
  // Help that was asked for.
  if (status === 0) return 0;
  const isAskedWrongly = error instanceof UsageError && !(error instanceof UnusableQemuError);
  return isAskedWrongly || error instanceof CommanderError ? stopsBisect : cannotTell;
}
