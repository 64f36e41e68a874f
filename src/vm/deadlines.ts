/** How long a VM may take for what is waited for, in milliseconds. Slow hosts and nested virtualisation are allowed for. */
export interface Deadlines {
  /** For the guest to come up the first time. */
  readonly firstBootMs: number;
  /** Later boots of the same guest get ten times what the first one took, and at least this. */
  readonly leastBootMs: number;
  /** For a running guest to let us in. */
  readonly loginMs: number;
  /** For all vCPUs to answer; those of a healthy guest take a tenth of a second. */
  readonly probeMs: number;
  /** For late facts to come true: on a loaded host a vCPU comes up late, an event follows its effect. */
  readonly settleMs: number;
}

export const defaultDeadlines: Deadlines = {
  firstBootMs: 120_000,
  leastBootMs: 30_000,
  loginMs: 30_000,
  probeMs: 30_000,
  settleMs: 10_000,
};
