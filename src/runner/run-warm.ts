import { join } from 'node:path';
import type { RunnableCell } from './cell.js';
import { confirmFromBoot } from './confirm.js';
import type { CellResult } from './outcome.js';
import { runCell } from './run-cell.js';
import { nobodyIsTold, type WalkProgress } from './walk-through.js';

/** Told besides the walk's progress. */
export interface WarmProgress extends WalkProgress {
  /** What was found is looked for in VMs that boot. */
  confirmationStarted(): void;
}

interface WarmRun {
  readonly directory: string;
  readonly progress: WarmProgress;
  /** Whether a result needs no confirmation: what is known is no news. */
  readonly isKnown: (result: CellResult) => boolean;
  /** Ends the confirmation, where that may take longer than the walk; `signal` when left out. */
  readonly confirming?: AbortSignal;
}

/**
 * Runs a cell whose VM may start from a saved state. What is found in one that did is confirmed from a boot before it is told; the
 * records of those walks are in folders of their own within the cell's.
 *
 * @throws as {@link runCell}
 */
export async function runWarm(
  cell: RunnableCell,
  warm: NonNullable<RunnableCell['settings']['warm']>,
  { directory, progress, isKnown, confirming }: WarmRun,
  signal: AbortSignal,
): Promise<CellResult> {
  let isWarm = false as boolean;
  const watching: WalkProgress = {
    ...progress,
    vmStarted: (start) => {
      isWarm = start.from === 'saved state';
      progress.vmStarted?.(start);
    },
  };
  const warmCell = { ...cell, settings: { ...cell.settings, warm } };
  const result = await runCell(warmCell, directory, watching, signal);
  if (!isWarm || result.outcome !== 'fail' || isKnown(result)) return result;
  progress.confirmationStarted();
  return await confirmFromBoot(result.findings, cell.walk, (walk, name) =>
    runCell({ ...cell, walk }, join(directory, name), nobodyIsTold, confirming ?? signal),
  );
}
