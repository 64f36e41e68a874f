import { existsSync, statSync } from 'node:fs';
import { chmod, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../support/make-folder.js';
import { labFolder, namesIn } from './lab-image.js';
import { stateKey, type LabSpec } from './lab-spec.js';

/** Each takes some 120 MiB. */
const kept = 6;

/** Machines as they were when they were ready, to go on from there. The ones used last stay. */
export class SavedState {
  readonly #folder: string;
  /** Where the machine's state is, if there is one. */
  readonly file: string;

  constructor(spec: LabSpec) {
    this.#folder = join(labFolder(spec.cache), 'saved');
    this.file = join(this.#folder, `${stateKey(spec)}.state`);
  }

  get exists(): boolean {
    return existsSync(this.file);
  }

  /** Has a state be written into a file, and puts it into its place once it is whole. */
  async keep(write: (file: string) => Promise<void>): Promise<void> {
    makeFolder(this.#folder, 'VMWRIGHT_CACHE names another place');
    // A machine's memory is nobody else's business.
    await chmod(this.#folder, 0o700);
    const arriving = join(this.#folder, `.${process.pid}-${Date.now()}.state`);
    try {
      await write(arriving);
      await rename(arriving, this.file);
    } finally {
      for (const rest of [arriving, `${arriving}.part`]) await rm(rest, { force: true });
    }
    await this.#forgetOld();
  }

  /** It was of use once more. */
  async touch(): Promise<void> {
    await utimes(this.file, new Date(), new Date()).catch(() => undefined);
  }

  async remove(): Promise<void> {
    await rm(this.file, { force: true });
  }

  async #forgetOld(): Promise<void> {
    const files = namesIn(this.#folder).map((name) => join(this.#folder, name));
    const age = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const old = files.sort((a, b) => age(b) - age(a)).slice(kept);
    for (const file of old) await rm(file, { force: true });
  }
}
