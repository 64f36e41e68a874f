import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { holdLock } from '../../debian/lock.js';
import { cacheDirectory } from '../../image/index.js';
import { CleanUp } from '../../support/clean-up.js';
import { withDeadline } from '../../support/deadline.js';
import { EnvironmentError } from '../../support/errors.js';
import { FolderError, makeFolder } from '../../support/make-folder.js';
import { storeDirectory } from './stored-qemu.js';

export interface StoreOptions {
  /** The folder of the cache that it is about. Default: that of this machine's own QEMUs. */
  readonly store?: ((cache: string) => string) | undefined;
  /** Default: `cacheDirectory()`. */
  readonly cache?: string | undefined;
  /** Ends the work early; its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for all of it, the wait for another process that builds or installs included. Default: 30 minutes. */
  readonly timeoutMs?: number | undefined;
  /** Is told each step as it begins, as a line to show. */
  readonly progress?: ((line: string) => void) | undefined;
}

/** The store, while nobody else changes it, nor the rest of the cache. */
export interface LockedStore {
  readonly cache: string;
  readonly signal: AbortSignal;
  /** A new empty folder in the store, removed in the end unless it was kept. */
  readonly scratch: () => Promise<string>;
  /** Makes a finished folder the QEMU of this name, in the place of an earlier one. */
  readonly keep: (folder: string, name: string) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
}

/** What an installation takes while it is going on: packages, what is unpacked of them, and the result. */
const roomMib = 600;

/**
 * Works on the store with the lock on the cache. Whatever ends the work, no half of a QEMU is left that looks like one;
 * what a killed process left behind is cleared up first.
 *
 * @throws EnvironmentError when the cache cannot be written; DeadlineError when the time is up; the signal's reason
 */
export async function withStore<T>(
  what: string,
  options: StoreOptions,
  work: (store: LockedStore) => Promise<T>,
): Promise<T> {
  const { cache = cacheDirectory(), timeoutMs = 30 * 60_000 } = options;
  let working: Promise<T> | undefined;
  try {
    return await withDeadline(what, { timeoutMs, signal: options.signal }, (signal) => {
      const store = (options.store ?? storeDirectory)(cache);
      working = workAlone(cache, store, { timeoutMs, signal }, options.progress, work);
      return working;
    });
  } catch (error) {
    // After an abort it still removes what it has begun.
    await working?.catch(() => undefined);
    throw explainFileSystem(error, cache);
  }
}

async function workAlone<T>(
  cache: string,
  store: string,
  wait: { readonly timeoutMs: number; readonly signal: AbortSignal },
  progress: ((line: string) => void) | undefined,
  work: (store: LockedStore) => Promise<T>,
): Promise<T> {
  makeFolder(cache);
  await using cleanUp = new CleanUp();
  const long = setTimeout(() => progress?.('waiting for another vmwright that builds or installs'), 1000);
  cleanUp.defer(() => clearTimeout(long));
  cleanUp.use(await holdLock(join(cache, 'build.lock'), wait));
  clearTimeout(long);
  // On their way in or out; the lock says that nobody uses them.
  const [incoming, outgoing] = [join(store, '.incoming'), join(store, '.outgoing')];
  const clear = async () => {
    for (const folder of [incoming, outgoing]) await rm(folder, { recursive: true, force: true });
  };
  await clear();
  cleanUp.defer(clear);
  let count = 0;
  return await work({
    ...{ cache, signal: wait.signal },
    scratch: () => {
      const folder = join(incoming, String((count += 1)));
      makeFolder(folder);
      return Promise.resolve(folder);
    },
    keep: async (folder, name) => {
      await rm(join(store, name), { recursive: true, force: true });
      await rename(folder, join(store, name));
    },
    remove: async (name) => {
      // Away at once, and for good afterwards: half of a QEMU is never found under its name.
      makeFolder(outgoing);
      await rename(join(store, name), join(outgoing, name));
    },
  });
}

/** A full disk or a folder that cannot be written is the host's trouble, and has a remedy. */
function explainFileSystem(error: unknown, cache: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  const ownTrouble = error instanceof FolderError || (code !== undefined && syscall !== undefined);
  const full =
    error instanceof EnvironmentError && /No space left on device|not enough free space/.test(error.message);
  if (!ownTrouble && !full) return error;
  return new EnvironmentError(
    `cannot write to ${cache}; make room there (${roomMib} MiB while one is installed), ` +
      'or name another folder in VMWRIGHT_CACHE',
    { cause: error },
  );
}
