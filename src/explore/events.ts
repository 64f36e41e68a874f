import type { Knowledge } from '../known/index.js';
import type { DescribedHost, Finding } from '../runner/index.js';
import type { ShrinkEnd } from './shrink/shrink-walk.js';

/** What an exploration is about. */
export interface ExplorationDescription {
  /** The folder of its records. */
  readonly directory: string;
  readonly seed: number;
  readonly jobs: number;
  /** Milliseconds for walks; shrinking has a budget of its own. */
  readonly budgetMs: number;
  readonly qemu: { readonly path: string; readonly version: string };
  readonly arch: string;
  readonly accelerator: string;
  /** Where that is, and what it is. */
  readonly host: DescribedHost;
  /** The operations that are tried, by name. */
  readonly operations: readonly string[];
  /** What is not tried because this QEMU does not offer it. */
  readonly missing: readonly string[];
}

/** How a walk of an exploration ended. */
export type WalkResult =
  | { readonly outcome: 'pass' }
  | {
      readonly outcome: 'fail' | 'known';
      readonly findings: readonly [Finding, ...Finding[]];
      readonly known?: readonly Knowledge[];
    }
  | { readonly outcome: 'error'; readonly reason: string; readonly stack?: string }
  /** The time was up, or somebody ended it. */
  | { readonly outcome: 'unfinished' };

/** A bug as exploration gives it away. */
export interface KeptFinding {
  readonly signature: string;
  readonly message: string;
  readonly kind: Finding['kind'];
  /** What is known of it: it is kept to be seen, and no news. */
  readonly known?: readonly Knowledge[];
  /** What is known of the like in scenarios that ship: it may be the same bug. */
  readonly like?: readonly Knowledge[];
  /** The walk that found it first. */
  readonly walk: number;
  /** In how many walks it was seen. */
  readonly seen: number;
  /** How the smallest walk reads. */
  readonly steps: readonly string[];
  readonly vcpus: number;
  /** How often the smallest walk showed it, of how often it was walked to find that out. */
  readonly shows: number;
  readonly of: number;
  /** Why it did not get smaller. */
  readonly end: ShrinkEnd;
  /** What broke, where `end` is `errors`. */
  readonly broke?: string;
  /** The folder with the scenario file and the logs. */
  readonly directory: string;
  /** The scenario file. */
  readonly scenario: string;
}

/** What happens in an exploration, in order; written to `events.jsonl` as it happens. `at`: milliseconds since the epoch. */
export type ExploreEvent =
  | ({ readonly type: 'explore-started'; readonly at: number } & ExplorationDescription)
  | {
      readonly type: 'walk-started';
      readonly at: number;
      /** Its number, from 1. */
      readonly walk: number;
      readonly vcpus: number;
      readonly slots: number;
      readonly steps: readonly string[];
    }
  | { readonly type: 'step-started'; readonly at: number; readonly walk: number; readonly step: number }
  | {
      readonly type: 'step-finished';
      readonly at: number;
      readonly walk: number;
      readonly step: number;
      readonly ms: number;
      /** Operations that it was, with those in its middle. */
      readonly operations: number;
      /** Different pairs of operations that have held so far, in all walks. */
      readonly pairs: number;
    }
  /** Something is wrong in a VM that had started from a saved state: it is looked for in VMs that boot. */
  | { readonly type: 'confirmation-started'; readonly at: number; readonly walk: number }
  | {
      readonly type: 'walk-finished';
      readonly at: number;
      readonly walk: number;
      readonly ms: number;
      readonly result: WalkResult;
      /** Its folder, where it is kept. */
      readonly directory?: string;
    }
  | {
      readonly type: 'shrink-started';
      readonly at: number;
      readonly signature: string;
      readonly walk: number;
      readonly steps: number;
    }
  | {
      readonly type: 'shrink-progress';
      readonly at: number;
      /** How many walks were tried so far. */
      readonly trials: number;
      /** The smallest so far. */
      readonly steps: number;
      readonly vcpus: number;
    }
  | { readonly type: 'finding'; readonly at: number; readonly finding: KeptFinding }
  | ({ readonly type: 'explore-finished'; readonly at: number; readonly ms: number } & ExploreSummary);

/** What an exploration came to. */
export interface ExploreSummary {
  readonly directory: string;
  readonly walks: Readonly<Record<WalkResult['outcome'], number>>;
  /** Operations that were done and held, with those in the middle of others. */
  readonly steps: number;
  readonly pairs: number;
  readonly findings: readonly KeptFinding[];
  /** Known findings that were seen, each once. */
  readonly known: readonly Knowledge[];
  readonly interrupted: boolean;
  /** Why it was given up, where it was. */
  readonly givenUp?: string;
}

/** 1 a finding that is not known; 3 an error and nothing else, or it was given up; 0 otherwise. */
export function exploreExitStatus({ findings, walks, givenUp }: ExploreSummary): 0 | 1 | 3 {
  if (findings.some(({ known }) => known === undefined)) return 1;
  return givenUp !== undefined || walks.pass + walks.known + walks.unfinished === 0 ? 3 : 0;
}
