import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Arch } from '../model/index.js';
import type { Accelerator } from '../qemu/index.js';
import {
  planRun,
  startRun,
  type Cell,
  type CellResult,
  type Finding,
  type RunRequest,
} from '../runner/index.js';
import { EnvironmentError, UsageError, describeError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import type { Bench, FailedCell, FirstLook, Walked } from './bench.js';
import type { BuildTree } from './build-tree.js';
import type { Culprit } from './journal.js';
import type { WorkTree } from './work-tree.js';

export interface CellBenchOptions {
  readonly tree: WorkTree;
  readonly build: BuildTree;
  /** What is run, without its QEMU. */
  readonly request: RunRequest;
  /** How many cells run at the same time. */
  readonly jobs: number;
  /** Where the records of the runs are kept, a folder for each. */
  readonly records: string;
}

/** In a first look, cells that break off are tried so often. */
const mostTries = 3;

/** Builds commits in a worktree, and runs cells of scenarios on their QEMUs. */
export class CellBench implements Bench {
  readonly #options: CellBenchOptions;

  constructor(options: CellBenchOptions) {
    this.#options = options;
  }

  async build(commit: string, signal: AbortSignal): Promise<string | undefined> {
    const { tree, build } = this.#options;
    await tree.checkOut(commit, signal);
    return await build.build(commit, signal);
  }

  clear(): void {
    this.#options.build.remove();
  }

  async look(commit: string, signal: AbortSignal): Promise<FirstLook> {
    const cells = await this.#plan(1, undefined, signal);
    if (typeof cells === 'string') return { cells: 0, failed: [], passed: [], cannot: cells };
    const runnable = cells.filter(({ skip }) => skip === undefined);
    if (runnable.length === 0)
      return { cells: 0, failed: [], passed: [], cannot: cells[0]?.skip ?? 'there are no cells' };
    const failed: FailedCell[] = [];
    const passed: FirstLook['passed'][number][] = [];
    const broken = new Map<Cell, string>();
    for (let tries = 1; tries <= mostTries && (tries === 1 || broken.size > 0); tries++) {
      const cells = tries === 1 ? runnable : [...broken.keys()];
      broken.clear();
      await this.#run(commit, cells, signal, (cell, { result, ms, directory }) => {
        if (result.outcome === 'pass') passed.push({ directory });
        if (result.outcome === 'error') broken.set(cell, result.reason);
        if (result.outcome === 'fail' || result.outcome === 'known') {
          const { id, scenario, choices, arch, accelerator } = cell.description;
          const culpritOf = ({ kind, signature, message }: Finding): Culprit => ({
            ...{ cell: id, scenario, choices, arch, accelerator, kind, signature, message },
          });
          const [main, ...others] = result.findings;
          failed.push({ findings: [culpritOf(main), ...others.map(culpritOf)], ms, directory });
        }
        return false;
      });
    }
    if (failed.length === 0 && passed.length === 0) throw cannotRun(commit, [...broken.values()][0]);
    return { cells: runnable.length, failed, passed };
  }

  async walk(
    request: Parameters<Bench['walk']>[0],
    told: (walked: Walked) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const { commit, culprit, times, untilFailure } = request;
    const cells = await this.#plan(times, culprit, signal);
    const cannot = typeof cells === 'string' ? cells : cells[0]?.skip;
    if (typeof cells === 'string' || cannot !== undefined) {
      told({ came: 'cannot', reason: cannot ?? '', directory: '' });
      return;
    }
    await this.#run(commit, cells, signal, (_, { result, directory }) => {
      const walked = { ...walkedAs(result, culprit), directory };
      told(walked);
      return untilFailure && walked.came !== 'pass' && walked.came !== 'error';
    });
  }

  /** @returns the cells, or why they cannot be on the QEMU that was built */
  async #plan(
    repeat: number,
    culprit: Culprit | undefined,
    signal: AbortSignal,
  ): Promise<readonly Cell[] | string> {
    const { build, request } = this.#options;
    try {
      const { cells } = await planRun(
        {
          ...{ ...request, qemu: `${build.folder}/`, repeat },
          // What was chosen for the bad end holds for all.
          ...(culprit && { arch: culprit.arch as Arch, accelerator: culprit.accelerator as Accelerator }),
        },
        signal,
      );
      const wanted = culprit ? cells.filter((cell) => nameOf(cell) === culprit.cell) : cells;
      if (wanted.length === 0) return `there is no cell ${culprit?.cell ?? ''}`;
      return wanted;
    } catch (error) {
      // No QEMU, or one that does not come up, or has no such machine: that is the commit's.
      if (error instanceof UsageError) return describeError(error);
      throw error;
    }
  }

  async #run(
    commit: string,
    cells: readonly Cell[],
    signal: AbortSignal,
    /** @returns whether that is enough */
    ended: (cell: Cell, end: Ended) => boolean,
  ): Promise<void> {
    const { jobs, records } = this.#options;
    const enough = new AbortController();
    const output = newFolder(records, commit);
    const run = startRun(cells, { jobs, output, signal: AbortSignal.any([signal, enough.signal]) });
    run.events.subscribe({
      next: (event) => {
        if (event.type !== 'cell-finished' || enough.signal.aborted) return;
        // An interruption ends cells, too.
        if (signal.aborted && event.result.outcome === 'error') return;
        const cell = cells.find(({ description }) => description.id === event.cell);
        if (cell && ended(cell, event)) enough.abort(new Error('one failure is enough'));
      },
      // `finished` tells it.
      error: () => undefined,
    });
    await run.finished;
    signal.throwIfAborted();
  }
}

interface Ended {
  readonly result: CellResult;
  readonly ms: number;
  readonly directory: string;
}

function walkedAs(result: CellResult, { kind, signature }: Culprit): Pick<Walked, 'came' | 'reason'> {
  switch (result.outcome) {
    case 'pass':
      return { came: 'pass' };
    case 'fail':
    case 'known': {
      const isIt = result.findings.some((one) => one.kind === kind && one.signature === signature);
      const [{ message, kind: seen }] = result.findings;
      return { came: isIt ? 'fail' : 'other', reason: `${message} (${seen})` };
    }
    case 'skip':
      return { came: 'cannot', reason: result.reason };
    case 'error':
      return { came: 'error', reason: result.reason };
  }
}

/** The cell's name without the number of its repetition. */
function nameOf({ description: { id } }: Cell): string {
  return id.replace(/#\d+$/, '');
}

function newFolder(records: string, commit: string): string {
  makeFolder(records);
  const count = readdirSync(records).length + 1;
  return join(records, `${String(count).padStart(3, '0')}-${commit.slice(0, 12)}`);
}

function cannotRun(commit: string, reason = 'no cell ended'): EnvironmentError {
  return new EnvironmentError(
    `${commit} cannot be judged, since its cells break off: ${reason}. Once that is mended, the same command goes on`,
  );
}
