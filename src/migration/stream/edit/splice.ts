import { open, type FileHandle } from 'node:fs/promises';
import { EnvironmentError } from '../../../support/errors.js';

/** A piece of a file that another takes the place of, of any length. */
export interface Splice {
  /** Bytes from the file's beginning. */
  readonly offset: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

const pieceBytes = 2 ** 20;
/** Where a piece of a copy is all zeros nothing is written: a file with a place for each page is mostly holes. */
const holeBytes = 2 ** 16;

/**
 * Copies a file with some of its pieces replaced.
 *
 * @param splices - none of them inside of another
 * @throws EnvironmentError when the one cannot be read, or the other not be written
 */
export async function copySpliced(
  from: string,
  to: string,
  splices: readonly Splice[],
  signal?: AbortSignal,
): Promise<void> {
  try {
    await using source = await open(from);
    await using target = await open(to, 'w', 0o600);
    const { size } = await source.stat();
    const copy = new Copy(source, target, signal);
    for (const { offset, length, bytes } of splices.toSorted((a, b) => a.offset - b.offset)) {
      await copy.until(offset);
      await copy.put(bytes);
      copy.skip(length);
    }
    await copy.until(size);
    await target.truncate(copy.written);
  } catch (cause) {
    signal?.throwIfAborted();
    throw new EnvironmentError(`cannot write a changed copy of the migration stream ${from} to ${to}`, {
      cause,
    });
  }
}

class Copy {
  #read = 0;
  #written = 0;
  readonly #piece = Buffer.allocUnsafe(pieceBytes);

  constructor(
    readonly source: FileHandle,
    readonly target: FileHandle,
    readonly signal: AbortSignal | undefined,
  ) {}

  get written(): number {
    return this.#written;
  }

  skip(bytes: number): void {
    this.#read += bytes;
  }

  async put(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += holeBytes) {
      const part = bytes.subarray(at, at + holeBytes);
      if (!isZeros(part)) await writeAll(this.target, part, this.#written + at);
    }
    this.#written += bytes.length;
  }

  async until(end: number): Promise<void> {
    while (this.#read < end) {
      this.signal?.throwIfAborted();
      const wanted = Math.min(pieceBytes, end - this.#read);
      const { bytesRead } = await this.source.read(this.#piece, 0, wanted, this.#read);
      if (bytesRead === 0) return;
      await this.put(this.#piece.subarray(0, bytesRead));
      this.#read += bytesRead;
    }
  }
}

const zeros = Buffer.alloc(holeBytes);

function isZeros(bytes: Uint8Array): boolean {
  return zeros.compare(bytes, 0, bytes.length, 0, bytes.length) === 0;
}

async function writeAll(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
  }
}
