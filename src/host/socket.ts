import { existsSync } from 'node:fs';
import { until, type WaitOptions } from '../support/deadline.js';

/** Waits until a unix socket is there. That somebody listens on it comes a moment later. */
export async function waitForSocket(path: string, wait: WaitOptions): Promise<void> {
  await until(`the socket ${path}`, { ...wait, intervalMs: 5 }, () => existsSync(path) || undefined);
}
