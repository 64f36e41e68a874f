import { constants, open, type FileHandle } from 'node:fs/promises';
import { EnvironmentError } from '../../support/errors.js';
import type { ByteSource } from './byte-source.js';
import { StreamFormatError } from './errors.js';

/** A file that holds a migration stream, open for reading. */
export class StreamFile implements ByteSource, AsyncDisposable {
  readonly #handle: FileHandle;
  readonly #signal: AbortSignal | undefined;

  private constructor(
    readonly path: string,
    /** Bytes. */
    readonly size: number,
    handle: FileHandle,
    signal: AbortSignal | undefined,
  ) {
    this.#handle = handle;
    this.#signal = signal;
  }

  /** @throws EnvironmentError when there is no such file, or it may not be read */
  static async open(path: string, signal?: AbortSignal): Promise<StreamFile> {
    let handle: FileHandle | undefined;
    try {
      // Without O_NONBLOCK a named pipe would wait for its other end, and nothing could interrupt that.
      handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
      const stats = await handle.stat();
      if (stats.isDirectory()) throw new EnvironmentError('it is a folder');
      // It is read back and forth: the devices' description is at its end.
      if (!stats.isFile()) {
        throw new EnvironmentError(
          'it is not a regular file; copy what comes out of a pipe or a device into one',
        );
      }
      return new StreamFile(path, stats.size, handle, signal);
    } catch (cause) {
      await handle?.close();
      throw new EnvironmentError(`cannot read the migration stream ${path}`, { cause });
    }
  }

  async read(into: Uint8Array, offset: number): Promise<void> {
    for (let done = 0; done < into.length;) {
      this.#signal?.throwIfAborted();
      const { bytesRead } = await this.#handle.read(into, done, into.length - done, offset + done);
      if (bytesRead === 0) {
        throw new StreamFormatError(
          this.path,
          offset + done,
          `${into.length - done} more bytes`,
          "the file's end",
        );
      }
      done += bytesRead;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }
}
