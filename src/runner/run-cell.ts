import { copyFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Planting } from '../faults/index.js';
import { describeError, VmwrightError } from '../support/errors.js';
import { pause } from '../support/pause.js';
import { Vm } from '../vm/index.js';
import type { RunnableCell } from './cell.js';
import type { CellResult, Finding } from './outcome.js';
import { makeRunDirectory } from './run-directory.js';
import { writeWalkRecord } from './walk-record.js';
import { walkThrough, type WalkProgress } from './walk-through.js';

/**
 * Runs one cell in a VM of its own, and leaves its logs in `directory`.
 *
 * @throws the signal's reason when it aborts; everything else becomes the cell's result
 */
export async function runCell(
  cell: RunnableCell,
  directory: string,
  progress: WalkProgress,
  signal: AbortSignal,
): Promise<CellResult> {
  try {
    makeRunDirectory(directory);
    const { fault, walk } = cell;
    const planting = fault && new Planting(fault, walk, (planted) => progress.faultPlanted?.(planted));
    await using vm = new Vm({ ...cell.settings, logs: directory, interpose: planting?.interpose });
    const starts: number[] = [];
    const followed: WalkProgress = {
      ...progress,
      stepStarted(step) {
        // A fault is told at which step of the walk it is.
        if (planting) planting.step = step;
        starts.push(performance.now());
        progress.stepStarted(step);
      },
    };
    const pace = cell.startsMs && paceOf(cell.startsMs, starts);
    const [first, ...others] = await walkThrough(vm, walk, followed, signal, pace);
    if (planting?.failure) throw planting.failure;
    const result = first
      ? ({ outcome: 'fail', findings: [first, ...others] } as const)
      : ({ outcome: 'pass' } as const);
    await writeWalkRecord(
      directory,
      cell,
      starts.map((start) => start - (starts[0] ?? start)),
      result,
    );
    if (result.outcome === 'fail') await keepEvidence(vm, directory, result.findings);
    return result;
  } catch (error) {
    signal.throwIfAborted();
    return errorResult(error);
  }
}

/** Waits until a step may begin. @param began - when the steps of this walk did, so far */
function paceOf(startsMs: readonly number[], began: readonly number[]) {
  return async (step: number, signal: AbortSignal) => {
    const gap = (startsMs[step] ?? 0) - (startsMs[step - 1] ?? 0);
    const sinceMs = performance.now() - (began[step - 1] ?? 0);
    if (step > 0 && gap > sinceMs) await pause(gap - sinceMs, signal);
  };
}

/** The logs are there already; a failure also keeps its findings and the migration streams that led to them. */
async function keepEvidence(vm: Vm, directory: string, findings: readonly Finding[]): Promise<void> {
  await writeFile(join(directory, 'findings.json'), `${JSON.stringify(findings, undefined, 2)}\n`);
  // A migration that failed early has not made its file yet.
  for (const stream of vm.streams) {
    const here = await vm.streamHere(stream, 'whole');
    if (here !== undefined) await copyFile(here, join(directory, basename(stream)));
  }
}

function errorResult(error: unknown): CellResult {
  const reason = describeError(error);
  // An error that nobody threw on purpose is a bug of vmwright: where it came from is worth knowing.
  const stack = isOnPurpose(error) || !(error instanceof Error) ? undefined : error.stack;
  return { outcome: 'error', reason, ...(stack === undefined ? {} : { stack }) };
}

/** Also when the clean-up after it failed too, which makes a SuppressedError of the two. */
function isOnPurpose(error: unknown): boolean {
  return error instanceof VmwrightError || (error instanceof Error && 'suppressed' in error);
}
