import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import { nobodyIsTold, runCell, type Finding, type WalkPlace } from '../runner/index.js';
import type { ExploredWalk } from './explored.js';

/** A run that showed the finding which is looked for: this finding first. */
export interface ShownRun {
  readonly directory: string;
  readonly findings: readonly [Finding, ...Finding[]];
}

/** Walks for shrinking, on real VMs, with a folder for each; of those that showed the finding the folder is kept. */
export class WalkTrials implements AsyncDisposable {
  readonly #shown = new Map<ExploredWalk, ShownRun>();
  #removed: Promise<unknown> = Promise.resolve();
  #count = 0;

  /**
   * @param signature - the finding that is looked for
   * @param directory - for the walks' folders; removed when this is disposed of
   */
  constructor(
    readonly place: WalkPlace,
    readonly signature: string,
    readonly directory: string,
  ) {}

  /** The walk's last run that showed the finding. */
  shown(walk: ExploredWalk): ShownRun | undefined {
    return this.#shown.get(walk);
  }

  /** @throws EnvironmentError when it could not be judged */
  readonly trial = async (walk: ExploredWalk, signal: AbortSignal): Promise<boolean> => {
    const id = `trial-${++this.#count}`;
    const directory = join(this.directory, id);
    let run: ShownRun | undefined;
    try {
      const result = await runCell(this.place.cell(id, walk), directory, nobodyIsTold, signal);
      if (result.outcome === 'error') throw new EnvironmentError(result.reason);
      const findings = result.outcome === 'fail' ? result.findings : [];
      const main = findings.find(({ signature }) => signature === this.signature);
      if (!main) return false;
      run = { directory, findings: [main, ...findings.filter((finding) => finding !== main)] };
      return true;
    } finally {
      if (run) await this.#keep(walk, run);
      else await remove(directory);
    }
  };

  /** Removes the folders of all walks but one, in the background: streams are large. */
  keepOnly(walk: ExploredWalk): void {
    const others = [...this.#shown].filter(([other]) => other !== walk);
    for (const [other, { directory }] of others) {
      this.#shown.delete(other);
      // What cannot be removed now is removed with all the rest, or told then.
      this.#removed = this.#removed.then(() => remove(directory)).catch(() => undefined);
    }
  }

  async #keep(walk: ExploredWalk, run: ShownRun): Promise<void> {
    const before = this.#shown.get(walk);
    this.#shown.set(walk, run);
    if (before) await remove(before.directory);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#removed;
    await remove(this.directory);
  }
}

async function remove(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
}
