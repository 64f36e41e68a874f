import type { HostFacts } from '../host/index.js';
import type { Knowledge } from '../known/index.js';
import type { CellResult, Counts } from './outcome.js';
import type { Shard } from './shard.js';

/** A cell as reporters know it. */
export interface CellDescription {
  /** Unique in its run, and usable as a folder's name: `reset-brings-every-vcpu-back[vcpu=1]`, `…#2` for a repetition. */
  readonly id: string;
  readonly scenario: string;
  /** The choices made for this cell, by parameter. */
  readonly choices: Readonly<Record<string, string | number>>;
  /** Empty texts when there is none for a cell that is skipped. */
  readonly qemu: { readonly path: string; readonly version: string };
  readonly arch: string;
  /** Empty for a cell that is skipped. */
  readonly accelerator: string;
  /** Where it stands in the run's matrix: `{ from: '5.2', to: '7.2' }`; left out where the run has none. */
  readonly coordinates?: Readonly<Record<string, string>>;
  /** The QEMU that migrations lead to, where one was named for it; the next one comes back. */
  readonly destination?: { readonly path: string; readonly version: string };
  /** Left out for the newest that the QEMU has. */
  readonly machineType?: string;
  /** Left out for the usual one. */
  readonly cpuModel?: string;
  /** The fault that is planted in its VM. */
  readonly fault?: string;
  /** How each step reads. */
  readonly steps: readonly string[];
}

/** A host, as it was when the run began. */
export type DescribedHost = Readonly<{ name: string }> & HostFacts;

/** What happens in a run, in order; written to `events.jsonl` as it happens. `at`: milliseconds since the epoch. */
export type RunEvent =
  | {
      readonly type: 'run-started';
      readonly at: number;
      readonly directory: string;
      readonly jobs: number;
      readonly cells: readonly CellDescription[];
      /** How many more cells the same words with `--all` would run. */
      readonly leftOut: number;
      /** Where QEMU runs: the source's host, then the destination's where that is another one. */
      readonly hosts?: readonly DescribedHost[];
      /** Which part of a run on several machines this one is, with all cells of the whole. */
      readonly shard?: Shard & { readonly plan: readonly CellDescription[] };
      /** Of one that was joined from others: what was left out or missing, for people. */
      readonly merged?: { readonly notices: readonly string[] };
      /** The words after `vmwright run`. */
      readonly words?: readonly string[];
    }
  /**
   * It went on after it was interrupted. Cells that had come to no result begin anew; what had happened in them is no longer
   * recorded. `ms`: how long it had gone on until then.
   */
  | { readonly type: 'run-resumed'; readonly at: number; readonly jobs: number; readonly ms: number }
  | { readonly type: 'cell-started'; readonly at: number; readonly cell: string }
  | { readonly type: 'step-started'; readonly at: number; readonly cell: string; readonly step: number }
  /** How a cell's VM came up. `ms`: from its launch until its guest answered over SSH. */
  | {
      readonly type: 'vm-started';
      readonly at: number;
      readonly cell: string;
      readonly from: 'saved state' | 'boot';
      readonly ms: number;
      /** Of one that booted where it was to start from a saved state: why, and whether it might have been otherwise. */
      readonly why?: string;
      readonly isTrouble?: true;
    }
  /** What was found in a VM that had started from a saved state is looked for in VMs that boot. */
  | { readonly type: 'confirmation-started'; readonly at: number; readonly cell: string }
  /** What was found is known to show only rarely; whether it does is looked for in VMs that boot. */
  | { readonly type: 'repetition-started'; readonly at: number; readonly cell: string }
  | {
      readonly type: 'step-finished';
      readonly at: number;
      readonly cell: string;
      readonly step: number;
      readonly ms: number;
      /** How long of that the facts took to come true, when they were not right at once. */
      readonly settledAfterMs?: number;
    }
  | {
      readonly type: 'fault-planted';
      readonly at: number;
      readonly cell: string;
      readonly step: number;
      /** What was done to the VM, or to what is said of it. */
      readonly what: string;
    }
  | {
      readonly type: 'cell-finished';
      readonly at: number;
      readonly cell: string;
      readonly ms: number;
      readonly result: CellResult;
      /** The cell's folder with its logs. */
      readonly directory: string;
    }
  | {
      readonly type: 'run-finished';
      readonly at: number;
      readonly ms: number;
      readonly counts: Counts;
      /** Known findings that showed in none of the cells where they should have. */
      readonly knownGone: readonly Knowledge[];
      /** True when the run was interrupted: cells that had not ended are missing. */
      readonly interrupted: boolean;
    };
