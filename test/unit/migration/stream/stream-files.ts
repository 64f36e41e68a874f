import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  readDeviceStates,
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
