import { availableParallelism, freemem } from 'node:os';

/**
 * A cell of four vCPUs under TCG takes one core on average, and every core it can get while its guest boots or is busy: two
 * cells on two cores end in three quarters of the time that they take one after the other.
 */
const coresPerCell = 1;
/** A migration has two guests of 512 MiB for a moment, with QEMU's own needs on top. */
const bytesPerCell = 1.5 * 2 ** 30;

/** How many cells this host runs side by side; at least one. */
export function defaultJobs(): number {
  const jobs = Math.min(availableParallelism() / coresPerCell, freemem() / bytesPerCell);
  return Math.max(1, Math.floor(jobs));
}
