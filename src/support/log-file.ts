import { closeSync, openSync, writeSync } from 'node:fs';
import { EnvironmentError } from './errors.js';

/** A file that is written as things happen, from its beginning: what is in it after a crash is what had happened until then. */
export class LogFile implements Disposable {
  #file: number | undefined;

  /**
   * @param begin - `anew` forgets what is in the file, `append` writes after it
   * @throws {@link EnvironmentError} when it cannot be opened
   */
  constructor(
    readonly path: string,
    begin: 'anew' | 'append' = 'anew',
  ) {
    try {
      this.#file = openSync(path, begin === 'anew' ? 'w' : 'a');
    } catch (cause) {
      throw new EnvironmentError(`cannot write ${path}`, { cause });
    }
  }

  /** Appends. After its disposal it does nothing. @throws {@link EnvironmentError} when the disk is full */
  write(data: Buffer | string): void {
    const bytes = Buffer.from(data);
    try {
      for (let done = 0; done < bytes.length && this.#file !== undefined;) {
        done += writeSync(this.#file, bytes, done);
      }
    } catch (cause) {
      throw new EnvironmentError(`cannot write ${this.path}`, { cause });
    }
  }

  [Symbol.dispose](): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
