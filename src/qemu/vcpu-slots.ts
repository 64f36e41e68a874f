import type { QmpClient } from '../qmp/index.js';

/** A place that a vCPU can be plugged into, as `query-hotpluggable-cpus` tells it. */
export interface VcpuSlot {
  /** What `device_add` and `-device` call the vCPU that goes there. */
  readonly driver: string;
  /** Where in the machine it is: `socket-id`, `core-id`, …; to be handed on as they are. */
  readonly place: Readonly<Record<string, number>>;
  /** The QOM path of the vCPU in it; nothing when it is free. */
  readonly vcpu?: string | undefined;
}

/** From the outermost level of a CPU topology to the innermost. QEMU tells those that the machine has. */
const levels = [
  'drawer-id',
  'book-id',
  'node-id',
  'socket-id',
  'die-id',
  'cluster-id',
  'module-id',
  'core-id',
  'thread-id',
] as const;

/**
 * The slots of a machine in the order in which QEMU numbers its vCPUs: slot 2 is that of vCPU 2. QEMU lists them in no
 * promised order, and numbers them by their place.
 *
 * @throws QmpRefusedError when the machine type can plug no vCPUs
 */
export async function vcpuSlots(qmp: QmpClient, signal?: AbortSignal): Promise<VcpuSlot[]> {
  const listed = await qmp.execute('query-hotpluggable-cpus', undefined, { signal });
  return listed
    .map(({ type, props, 'qom-path': vcpu }) => ({ driver: type, place: numbersOf(props), vcpu }))
    .sort(byPlace);
}

/** The id of a vCPU that was plugged with one, by its QOM path. One that the machine started with has none. */
export function deviceId(vcpu: string): string | undefined {
  return /^\/machine\/peripheral\/([^/]+)$/.exec(vcpu)?.[1];
}

function numbersOf(props: object): Record<string, number> {
  return Object.fromEntries(Object.entries(props).map(([name, value]) => [name, Number(value)]));
}

function byPlace(one: VcpuSlot, other: VcpuSlot): number {
  const level = levels.find((name) => one.place[name] !== other.place[name]);
  return level === undefined ? 0 : (one.place[level] ?? 0) - (other.place[level] ?? 0);
}
