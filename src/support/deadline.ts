import { setTimeout as sleep } from 'node:timers/promises';
import { DeadlineError } from './errors.js';

/** Every wait takes these two: how long at most, and a signal that ends it early. */
export interface WaitOptions {
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** Ends the wait; its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Describes what the world looks like; asked when the time is up, for the error's message. */
  readonly seen?: (() => string | undefined) | undefined;
}

/**
 * Runs `work` until it settles, the deadline passes or the caller's signal aborts; the first of them wins.
 * `work` gets a signal that aborts as soon as nobody waits any more.
 *
 * @param what - what is waited for, as in "waited 5 s for the console marker"
 * @throws {@link DeadlineError} when the time is up; the signal's reason when it aborts; whatever `work` throws
 */
export async function withDeadline<T>(
  what: string,
  options: WaitOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { timeoutMs, signal, seen } = options;
  signal?.throwIfAborted();
  const inner = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const ended = new Promise<never>((_, reject) => {
    const end = (reason: unknown) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as it is, like throwIfAborted()
      reject(reason);
      inner.abort(reason);
    };
    timer = setTimeout(() => end(new DeadlineError(what, timeoutMs, seen?.())), timeoutMs);
    onAbort = () => end(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work(inner.signal), ended]);
  } finally {
    clearTimeout(timer);
    if (onAbort) signal?.removeEventListener('abort', onAbort);
    inner.abort(new Error(`nobody waits for ${what} any more`));
  }
}

/**
 * Asks `probe` again and again until it gives something other than `undefined`. For facts that have no event;
 * where an event exists, wait for the event.
 *
 * @throws as {@link withDeadline}
 */
export async function until<T>(
  what: string,
  options: WaitOptions & { readonly intervalMs?: number },
  probe: (signal: AbortSignal) => Promise<T | undefined> | T | undefined,
): Promise<T> {
  return withDeadline(what, options, async (signal) => {
    for (;;) {
      const found = await probe(signal);
      if (found !== undefined) return found;
      await sleep(options.intervalMs ?? 20, undefined, { signal });
    }
  });
}
