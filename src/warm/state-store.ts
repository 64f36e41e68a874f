import { readdirSync, statSync } from 'node:fs';
import { chmod, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holdLock } from '../debian/lock.js';
import { cacheDirectory } from '../image/index.js';
import { CleanUp } from '../support/clean-up.js';
import type { WaitOptions } from '../support/deadline.js';
import { makeFolder } from '../support/make-folder.js';
import { contentHash } from './content-hash.js';
import { aboutName, fileName, SavedState, type AboutState } from './saved-state.js';

/** A state of a guest with 512 MiB takes some 65 to 95 MiB. */
const usualMostBytes = 2 * 2 ** 30;

/** What makes a state: writes the file, and tells what there is to tell of it. */
export type WriteState = (file: string) => Promise<Pick<AboutState, 'bootMs' | 'ageMs'>>;

export interface StateStoreOptions {
  /** Default: `warm` in vmwright's cache. */
  readonly folder?: string;
  /** What all states together may take. Default: 2 GiB. */
  readonly mostBytes?: number;
}

/** The saved states in the cache, each in a folder that is named by its key. */
export class StateStore {
  readonly folder: string;
  readonly #mostBytes: number;

  constructor({
    folder = join(cacheDirectory(), 'warm'),
    mostBytes = usualMostBytes,
  }: StateStoreOptions = {}) {
    this.folder = folder;
    this.#mostBytes = mostBytes;
  }

  find(key: string): SavedState | undefined {
    return SavedState.read(join(this.folder, key));
  }

  /**
   * The state of this key; made when it is not there, by one process at a time. It gets its name when it is whole and `tryIt`
   * has not thrown; one that is interrupted leaves a folder that the next one removes.
   *
   * @throws what `write` and `tryIt` throw; EnvironmentError when the lock cannot be had; DeadlineError when somebody else
   *   holds it for too long
   */
  async make(
    key: string,
    write: WriteState,
    tryIt: (state: SavedState) => Promise<void>,
    wait: WaitOptions,
  ): Promise<SavedState> {
    makeFolder(this.folder, 'VMWRIGHT_CACHE names another place');
    // A machine's memory is nobody else's business.
    await chmod(this.folder, 0o700);
    await using cleanUp = new CleanUp();
    cleanUp.use(await holdLock(join(this.folder, '.lock'), wait));
    const there = this.find(key);
    if (there) return there;
    for (const rest of this.#names(/^\.making-/)) await this.#remove(rest);
    const making = join(this.folder, `.making-${key}`);
    makeFolder(making);
    try {
      const file = join(making, fileName);
      const told = await write(file);
      const about = { ...told, bytes: (await stat(file)).size, sha256: await contentHash(file) };
      await writeFile(join(making, aboutName), `${JSON.stringify(about, undefined, 2)}\n`);
      const state = SavedState.read(making);
      if (!state) throw new Error(`${making} cannot be read back`);
      await tryIt(state);
      await rename(making, join(this.folder, key));
    } finally {
      await rm(making, { recursive: true, force: true });
    }
    await this.#forgetOld(key);
    const made = this.find(key);
    if (!made) throw new Error(`the saved state ${key} is gone`);
    return made;
  }

  /** Throws a state away. A machine that is being woken from it still gets all of it. */
  async discard(state: SavedState): Promise<void> {
    await rm(state.folder, { recursive: true, force: true });
  }

  async #forgetOld(newest: string): Promise<void> {
    const states = this.#names(/^[0-9a-f]+$/)
      .map((name) => ({ name, ...this.#sizeAndUse(name) }))
      .sort((a, b) => (a.name === newest ? -1 : b.name === newest ? 1 : b.usedMs - a.usedMs));
    let bytes = 0;
    for (const state of states) {
      bytes += state.bytes;
      if (bytes > this.#mostBytes && state.name !== newest) await this.#remove(state.name);
    }
  }

  #sizeAndUse(name: string): { bytes: number; usedMs: number } {
    const look = (file: string) => statSync(join(this.folder, name, file), { throwIfNoEntry: false });
    return { bytes: look(fileName)?.size ?? 0, usedMs: look(aboutName)?.mtimeMs ?? 0 };
  }

  #names(pattern: RegExp): string[] {
    return readdirSync(this.folder).filter((name) => pattern.test(name));
  }

  async #remove(name: string): Promise<void> {
    await rm(join(this.folder, name), { recursive: true, force: true });
  }
}
