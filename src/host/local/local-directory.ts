import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from '../../support/deadline.js';
import { EnvironmentError } from '../../support/errors.js';
import type { PrivateDirectory } from '../host.js';
import { guardian } from './guardian.js';
import { isAlive, signalGroup, signalProcess } from './process-group.js';

/** `sun_path` holds 108 bytes, one of them the closing zero: unix(7). */
const longestSocketPath = 107;
/** Milliseconds. */
const killBudgetMs = 10_000;
/** Room for a socket's name within the directory. */
const longestFileName = 24;

/** A directory on this machine. */
export class LocalDirectory implements PrivateDirectory {
  readonly #release: () => void;

  private constructor(
    readonly path: string,
    release: () => void,
  ) {
    this.#release = release;
  }

  /** @throws {@link EnvironmentError} when it cannot be made: no space, no right */
  static create(): LocalDirectory {
    const path = join(parentDirectory(), `vmwright-${randomBytes(9).toString('base64url')}`);
    // Told first: between making and telling there would be a moment in which SIGKILL leaves it behind.
    const release = guardian.guard(`directory ${path}`);
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch (cause) {
      release();
      throw new EnvironmentError(
        `cannot make the directory ${path} for QEMU's sockets; TMPDIR names another place`,
        {
          cause,
        },
      );
    }
    return new LocalDirectory(path, release);
  }

  file(name: string): string {
    return join(this.path, name);
  }

  processOf(pidFile: string): Promise<number | undefined> {
    return Promise.resolve(this.#processOf(pidFile));
  }

  #processOf(pidFile: string): number | undefined {
    try {
      const pid = Number(readFileSync(this.file(pidFile), 'utf8').trim());
      // Ids are used again; only one whose command line names this directory is ours.
      const isOurs = isAlive(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.path);
      return isOurs ? pid : undefined;
    } catch {
      return undefined;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of listOrNothing(this.path).filter((file) => file.endsWith('.pid'))) {
      const pid = this.#processOf(name);
      if (pid === undefined) continue;
      signalProcess(pid, 'SIGKILL');
      signalGroup(pid, 'SIGKILL');
      await until(`process ${pid} to be gone`, { timeoutMs: killBudgetMs, intervalMs: 5 }, () =>
        isAlive(pid) ? undefined : true,
      );
    }
    try {
      await rm(this.path, { recursive: true, force: true, maxRetries: 3 });
    } catch (cause) {
      throw new EnvironmentError(`cannot remove ${this.path}`, { cause });
    }
    this.#release();
  }
}

function parentDirectory(): string {
  const wanted = resolve(tmpdir());
  const room = longestSocketPath - longestFileName - '/vmwright-012345678901/'.length;
  return Buffer.byteLength(wanted) <= room && !wanted.includes('\n') ? wanted : '/tmp';
}

function listOrNothing(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
