import type { FindingDetails } from '../support/finding.js';

/**
 * How a cell ended.
 *
 * - `pass`: every witness agreed with the model after every step
 * - `fail`: a finding, the VM under test is wrong
 * - `skip`: this QEMU, machine type or host cannot do what the walk needs
 * - `error`: vmwright or its surroundings broke, so nothing is known about the VM
 */
export type Outcome = 'pass' | 'fail' | 'skip' | 'error';

/** A finding, and where on the walk it was made. */
export interface Finding extends FindingDetails {
  /** One line or a few for people: what is wrong, on what. */
  readonly message: string;
  /** Index of the step, from 0, and how it reads: `migrate via file`. */
  readonly step: number;
  readonly stepText: string;
}

/** What a cell came to. */
export type CellResult =
  | { readonly outcome: 'pass' }
  /** The first finding is the main one; the others were seen at the same step. */
  | { readonly outcome: 'fail'; readonly findings: readonly [Finding, ...Finding[]] }
  | { readonly outcome: 'skip'; readonly reason: string }
  | { readonly outcome: 'error'; readonly reason: string; readonly stack?: string };

export type Counts = Readonly<Record<Outcome, number>>;

/** 0 all passed or skipped with at least one pass, 1 a finding, 3 an error or nothing ran. */
export function exitStatus(counts: Counts): 0 | 1 | 3 {
  if (counts.fail > 0) return 1;
  return counts.error > 0 || counts.pass === 0 ? 3 : 0;
}
