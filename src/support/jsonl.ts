import { closeSync, openSync, writeSync } from 'node:fs';
import { EnvironmentError } from './errors.js';

/**
 * A file of JSON objects, one a line, each written when it happens: what is in the file after a crash is what had
 * happened until then.
 */
export class JsonlFile implements Disposable {
  #fd: number | undefined;

  /** @throws {@link EnvironmentError} when the file cannot be created */
  constructor(readonly path: string) {
    try {
      this.#fd = openSync(path, 'a');
    } catch (cause) {
      throw new EnvironmentError(`cannot write ${path}`, { cause });
    }
  }

  /** Appends one object. After {@link close} it does nothing. @throws {@link EnvironmentError} when the disk is full. */
  write(entry: object): void {
    if (this.#fd === undefined) return;
    try {
      writeSync(this.#fd, `${JSON.stringify(entry)}\n`);
    } catch (cause) {
      throw new EnvironmentError(`cannot write ${this.path}`, { cause });
    }
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
