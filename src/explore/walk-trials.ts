import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import { runCell, type WalkPlace } from '../runner/index.js';
import type { ExploredWalk } from './explored.js';

const nobodyIsTold = { stepStarted: () => undefined, stepFinished: () => undefined };

/** Walks for shrinking, on real VMs, with a folder for each; of those that showed the finding the folder is kept. */
export class WalkTrials implements AsyncDisposable {
  readonly #shown = new Map<ExploredWalk, string>();
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

  /** The folder of the walk's last run that showed the finding. */
  folderOf(walk: ExploredWalk): string | undefined {
    return this.#shown.get(walk);
  }

  /** @throws EnvironmentError when it could not be judged */
  readonly trial = async (walk: ExploredWalk, signal: AbortSignal): Promise<boolean> => {
    const id = `trial-${++this.#count}`;
    const directory = join(this.directory, id);
    let shows = false;
    try {
      const result = await runCell(this.place.cell(id, walk), directory, nobodyIsTold, signal);
      if (result.outcome === 'error') throw new EnvironmentError(result.reason);
      shows =
        result.outcome === 'fail' && result.findings.some(({ signature }) => signature === this.signature);
      return shows;
    } finally {
      if (shows) await this.#keep(walk, directory);
      else await rm(directory, { recursive: true, force: true });
    }
  };

  /** Removes the folders of all walks but one: streams are large. */
  async keepOnly(walk: ExploredWalk): Promise<void> {
    for (const [other, folder] of this.#shown) {
      if (other === walk) continue;
      this.#shown.delete(other);
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #keep(walk: ExploredWalk, directory: string): Promise<void> {
    const before = this.#shown.get(walk);
    this.#shown.set(walk, directory);
    if (before !== undefined) await rm(before, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}
