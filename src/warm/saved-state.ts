import { readFileSync } from 'node:fs';
import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { contentHash } from './content-hash.js';

const aboutSchema = z.object({
  /** Of the file that holds the state. */
  bytes: z.number(),
  sha256: z.string(),
  /** How long the boot took that led to it. */
  bootMs: z.number(),
  /** How old the guest was when it was saved: its uptime is no more. */
  ageMs: z.number(),
});

/** What is written down beside a state. */
export type AboutState = z.infer<typeof aboutSchema>;

export const aboutName = 'about.json';
export const fileName = 'state';

/** A machine as it was when its guest had booted and every witness agreed with the model: a folder in the cache. */
export class SavedState {
  private constructor(
    readonly folder: string,
    readonly about: AboutState,
  ) {}

  /** Nothing when there is none, or not a whole one. */
  static read(folder: string): SavedState | undefined {
    try {
      const about: unknown = JSON.parse(readFileSync(join(folder, aboutName), 'utf8'));
      return new SavedState(folder, aboutSchema.parse(about));
    } catch {
      return undefined;
    }
  }

  /** The migration stream. */
  get file(): string {
    return join(this.folder, fileName);
  }

  /**
   * Whether the file is what was once written, byte for byte. It is read once by each process that uses it.
   *
   * @returns what is wrong with it; nothing when it is sound
   */
  async damage(): Promise<string | undefined> {
    const status = await stat(this.file).catch(() => undefined);
    if (!status) return 'its file is gone';
    const { bytes, sha256 } = this.about;
    if (status.size !== bytes) return `its file has ${status.size} bytes, not ${bytes}`;
    return (await contentHash(this.file)) === sha256 ? undefined : 'its file is not what was written';
  }

  /** It was of use once more: the ones used last are kept longest. */
  async touch(): Promise<void> {
    await utimes(join(this.folder, aboutName), new Date(), new Date()).catch(() => undefined);
  }
}
