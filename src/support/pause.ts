import { setTimeout as sleep } from 'node:timers/promises';

/** Waits that long, in milliseconds. @throws the signal's reason as soon as it aborts */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
