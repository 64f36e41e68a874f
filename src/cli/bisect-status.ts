import { exitStatus, type Counts } from '../runner/index.js';
import { reportFailure } from './failure.js';
import { Interrupted } from './interrupt.js';

/** What `git bisect run` takes for a commit that cannot be judged. */
const cannotTell = 125;
/** From 128 on, `git bisect run` stops: nothing that is asked wrongly makes a commit bad. */
export const stopsBisect = 255;

/** A run's counts in the language of `git bisect run`: 0 good, 1 bad, 125 cannot tell. */
export function bisectStatus(counts: Counts): 0 | 1 | 125 {
  const status = exitStatus(counts);
  return status === 3 ? cannotTell : status;
}

/** Tells what kept a run from being one. A QEMU that is not there, since its build failed, says nothing about its commit. */
export function bisectFailure(error: unknown): number {
  if (error instanceof Interrupted) throw error;
  reportFailure(error);
  return cannotTell;
}
