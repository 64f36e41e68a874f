import type { HostFacts } from '../host/index.js';

/**
 * A cell of four vCPUs under TCG takes one core on average, and every core it can get while its guest boots or is busy: two
 * cells on two cores end in three quarters of the time that they take one after the other.
 */
const coresPerCell = 1;
/** A migration has two guests of 512 MiB for a moment, with QEMU's own needs on top. */
const bytesPerCell = 1.5 * 2 ** 30;

/** How many cells run side by side, each on all of these hosts; at least one. */
export function jobsOn(hosts: readonly HostFacts[]): number {
  const jobs = hosts.map(({ cores, availableBytes = Infinity }) =>
    Math.min(cores / coresPerCell, availableBytes / bytesPerCell),
  );
  return Math.max(1, Math.floor(Math.min(...jobs)));
}
