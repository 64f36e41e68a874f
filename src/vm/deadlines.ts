/** How long a VM may take for what is waited for, in milliseconds. Slow hosts and nested virtualisation are allowed for. */
export interface Deadlines {
  /** For QEMU to open its monitor: at least this, and what anything else may take. */
  readonly launchMs: number;
  /** For the guest to come up the first time. */
  readonly firstBootMs: number;
  /** For each half of a migration: at least this, and what anything else may take. */
  readonly migrationMs: number;
  /** For anything else: so many times what the first boot took. */
  readonly firstBootTimes: number;
  /** And at least this. */
  readonly leastMs: number;
  /** And at most this: a first boot that only just ended is no measure, and a guest that is sick would be waited for too long. */
  readonly mostMs: number;
  /** For late facts to come true: a third of that, and at least this. A vCPU comes up late on a loaded host. */
  readonly settleMs: number;
}

export const defaultDeadlines: Deadlines = {
  launchMs: 120_000,
  firstBootMs: 240_000,
  migrationMs: 120_000,
  firstBootTimes: 10,
  leastMs: 30_000,
  mostMs: 600_000,
  settleMs: 10_000,
};
