/** The QMP events that are counted (qapi/run-state.json). */
export const countedEvents = [
  'STOP',
  'RESUME',
  /** Without those that x86 firmware makes of one reset, before it starts the kernel. */
  'RESET',
  'SHUTDOWN',
  'POWERDOWN',
  'WATCHDOG',
  'GUEST_PANICKED',
] as const;

/** How often each event must come during one step, over all QEMU processes that take part. */
export type ExpectedEvents = Readonly<Record<(typeof countedEvents)[number], number>>;

export const noEvents: ExpectedEvents = {
  STOP: 0,
  RESUME: 0,
  RESET: 0,
  SHUTDOWN: 0,
  POWERDOWN: 0,
  WATCHDOG: 0,
  GUEST_PANICKED: 0,
};

/** The events of one thing and of another together. */
export function bothEvents(one: ExpectedEvents, other: ExpectedEvents): ExpectedEvents {
  const sums = countedEvents.map((event) => [event, one[event] + other[event]] as const);
  return Object.fromEntries(sums) as Record<(typeof countedEvents)[number], number>;
}
