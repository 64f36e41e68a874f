/** What can keep the guest at work over several steps. */
export const loadKinds = ['cpus', 'memory', 'timers'] as const;
export type LoadKind = (typeof loadKinds)[number];
