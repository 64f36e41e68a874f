import type { FaultRate } from './confidence.js';
import type { Culprit, Verdict } from './journal.js';

/** A commit that was tried. */
export interface TriedCommit {
  readonly commit: string;
  readonly subject: string;
  readonly verdict: Verdict;
  readonly reason: string;
  /** How often its cell was run and failed as looked for, and how often it passed. */
  readonly failures: number;
  readonly passes: number;
}

/** A commit that may be the first bad one. */
export interface BisectSuspect {
  readonly commit: string;
  /** As `git log` prints it. */
  readonly description: string;
  /** Why it could not be judged; left out where it was bad. */
  readonly skipped?: string | undefined;
}

/** What a bisection came to. */
export interface BisectResult {
  /** The first bad commit; more than one where those between could not be judged. Newest first. */
  readonly suspects: readonly BisectSuspect[];
  /** How likely the first bad commit is among them. */
  readonly probability: number;
  readonly culprit: Culprit;
  /** How often the failure shows where it is: of all runs of commits that have it. */
  readonly rate: FaultRate;
  /** In the order of their trial. */
  readonly tried: readonly TriedCommit[];
  /** As `git bisect log` prints it, for `git bisect replay`. */
  readonly log: string;
}
