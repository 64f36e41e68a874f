import type { Culprit } from './journal.js';

/** What one walk of the culprit's cell came to. */
export interface Walked {
  /**
   * - `fail`: the finding that is looked for
   * - `pass`: no finding
   * - `other`: another finding, which says nothing about the one that is looked for
   * - `cannot`: this QEMU lacks what the cell needs
   * - `error`: the walk broke off, and gave no answer
   */
  readonly came: 'fail' | 'pass' | 'other' | 'cannot' | 'error';
  /** Of another finding or an error, or why the cell cannot run there. */
  readonly reason?: string;
  readonly directory: string;
}

/** A cell with findings. */
export interface FailedCell {
  /** All that was found in it, known findings too, the main one first. */
  readonly findings: readonly [Culprit, ...Culprit[]];
  readonly ms: number;
  readonly directory: string;
}

/** What a whole round of cells came to: each cell with a finding, and how many there were. */
export interface FirstLook {
  readonly cells: number;
  readonly failed: readonly FailedCell[];
  /** The walks that passed, for a round of one cell. */
  readonly passed: readonly { readonly directory: string }[];
  /** Why no cell can run. */
  readonly cannot?: string;
}

/** Where commits are built and tried. Everything throws EnvironmentError when the surroundings break, and the signal's reason. */
export interface Bench {
  /** @returns why the commit has no QEMU; nothing when it has one */
  build(commit: string, signal: AbortSignal): Promise<string | undefined>;
  /** Throws away what was built: the next build begins from nothing. */
  clear(): void;
  /** Runs every cell that was asked for once, on what was built last. */
  look(commit: string, signal: AbortSignal): Promise<FirstLook>;
  /** Runs the culprit's cell so many times, on what was built last. `told` hears of each as it ends, of errors, too. */
  walk(
    request: {
      readonly commit: string;
      readonly culprit: Culprit;
      readonly times: number;
      /** One failure is enough: the others need not end. */
      readonly untilFailure: boolean;
    },
    told: (walked: Walked) => void,
    signal: AbortSignal,
  ): Promise<void>;
}
