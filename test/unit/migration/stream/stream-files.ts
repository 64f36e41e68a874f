import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  readDeviceStates,
  readStream,
  StreamFormatError,
  StreamNotSupportedError,
  type MigrationStream,
} from '../../../../src/migration/stream/index.js';

/** A folder for streams, with the reading of them. */
export class StreamFiles implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'vmwright-stream-'));
  readonly path = join(this.folder, 'stream');

  async read(stream: Uint8Array): Promise<MigrationStream> {
    writeFileSync(this.path, stream);
    return readDeviceStates(this.path);
  }

  /** All that can be read, even of a stream that is damaged. */
  async parts(stream: Uint8Array): Promise<MigrationStream> {
    return readStream(this.save('stream', stream));
  }

  /** @returns the file's path */
  save(name: string, stream: Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, stream);
    return path;
  }

  /** The refusal of a stream. @throws what is none, and when the stream was read */
  async refusal(stream: Uint8Array): Promise<StreamFormatError | StreamNotSupportedError> {
    const error: unknown = await this.read(stream).then(
      () => 'it was read',
      (reason: unknown) => reason,
    );
    if (error instanceof StreamFormatError || error instanceof StreamNotSupportedError) return error;
    throw error;
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }
}
