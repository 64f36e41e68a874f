import type { Knowledge } from '../known/index.js';
import type { FindingDetails } from '../support/finding.js';

/**
 * How a cell ended.
 *
 * - `pass`: every witness agreed with the model after every step
 * - `fail`: a finding, the VM under test is wrong
 * - `known`: findings, each of which a file of known findings expects there
 * - `skip`: this QEMU, machine type or host cannot do what the walk needs
 * - `error`: vmwright or its surroundings broke, so nothing is known about the VM
 */
export type Outcome = 'pass' | 'fail' | 'known' | 'skip' | 'error';

/** A finding, and where on the walk it was made. */
export interface Finding extends FindingDetails {
  /** One line or a few for people: what is wrong, on what. */
  readonly message: string;
  /** Index of the step, from 0, and how it reads: `migrate via file`. */
  readonly step: number;
  readonly stepText: string;
}

/** How what was found in a VM that had started from a saved state showed in VMs that booted. */
export interface Confirmation {
  /**
   * `boot`: on the cell's own walk; `migration`: not there, but where the booted VM is migrated through a file at once, which is what
   * a start from a saved state amounts to.
   */
  readonly after: 'boot' | 'migration';
  /** In how many of how many such walks. */
  readonly shown: number;
  readonly walks: number;
  /** The folder, within the cell's own, with the records of the walk that showed it. */
  readonly records: string;
  /** What was found first, where that is another finding. */
  readonly foundWarm?: string;
}

/** What is known to show only rarely, and showed in all of `walks` walks: it must be something else. */
export interface EveryTime {
  readonly walks: number;
  readonly known: readonly Knowledge[];
}

/** What a cell came to. */
export type CellResult =
  | { readonly outcome: 'pass' }
  /** The first finding is the main one; the others were seen at the same step. */
  | {
      readonly outcome: 'fail';
      readonly findings: readonly [Finding, ...Finding[]];
      /** Where it was found in a VM that had started from a saved state. */
      readonly confirmed?: Confirmation;
      /** Where it looks like something known. */
      readonly everyTime?: EveryTime;
    }
  | {
      readonly outcome: 'known';
      readonly findings: readonly [Finding, ...Finding[]];
      readonly known: readonly Knowledge[];
    }
  | { readonly outcome: 'skip'; readonly reason: string }
  | { readonly outcome: 'error'; readonly reason: string; readonly stack?: string };

export type Counts = Readonly<Record<Outcome, number>>;

export const noCounts: Counts = { pass: 0, fail: 0, known: 0, skip: 0, error: 0 };

/** The cells of a run and, where it is a shard, those of the whole. */
interface Share {
  readonly cells: readonly unknown[];
  readonly shard?: { readonly plan: readonly unknown[] } | undefined;
}

/**
 * 0 all passed, were known or skipped, and not all were skipped; 1 a finding; 3 an error or nothing ran. Of more shards than cells
 * some have nothing to do, and have done it.
 */
export function exitStatus(counts: Counts, share?: Share): 0 | 1 | 3 {
  if (counts.fail > 0) return 1;
  if (share?.cells.length === 0 && (share.shard?.plan.length ?? 0) > 0) return 0;
  return counts.error > 0 || counts.pass + counts.known === 0 ? 3 : 0;
}
