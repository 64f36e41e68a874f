import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EnvironmentError } from '../../support/errors.js';
import type { Guardian } from './guardian.js';
import { quoted, type HostShell } from './host-shell.js';
import type { SshFiles } from './ssh-files.js';

/**
 * Copies of local files on a host, each under its content's hash. They stay for later runs. Any number of runs may make the
 * same one at a time: each writes a file of its own, and gives it the name when it is whole.
 */
export class Copies {
  readonly #made = new Map<string, Promise<string>>();
  #parts = 0;

  constructor(
    private readonly id: string,
    private readonly guardian: Guardian,
    private readonly shell: HostShell,
    private readonly files: SshFiles,
  ) {}

  /** @returns the path there. @throws EnvironmentError when it cannot be read here or written there */
  async of(localPath: string): Promise<string> {
    const path = resolve(localPath);
    const status = await stat(path).catch((cause: unknown) => {
      throw new EnvironmentError(`cannot read ${path}`, { cause });
    });
    // One that was written to meanwhile is another one.
    const key = `${path} ${status.size} ${status.mtimeMs}`;
    const known = this.#made.get(key);
    if (known) return await known;
    const made = this.#make(path, status.size);
    this.#made.set(key, made);
    made.catch(() => this.#made.delete(key));
    return await made;
  }

  async #make(path: string, bytes: number): Promise<string> {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    const copy = `${this.guardian.copies}/${hash.digest('hex')}`;
    const isThere = await this.shell.ask(
      `[ -f ${quoted(copy)} ] && [ "$(wc -c <${quoted(copy)})" -eq ${bytes} ]`,
    );
    if (isThere.code === 0) return copy;
    // The guardian takes it away when nobody can give it its name any more.
    const part = quoted(`${copy}.${++this.#parts}.${this.id}.part`);
    const script =
      `umask 077; cat >${part} && [ "$(wc -c <${part})" -eq ${bytes} ] && mv -f -- ${part} ${quoted(copy)} && exit; ` +
      `rm -f -- ${part}; exit 1`;
    await this.files.feed(`copy ${path} to ${copy}`, script, createReadStream(path));
    return copy;
  }
}
