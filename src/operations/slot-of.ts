import { vcpuSlots, type VcpuSlot } from '../qemu/index.js';
import { QmpRefusedError, type QmpClient } from '../qmp/index.js';

/** The slot of a vCPU, or what one would be that the machine does not have: QEMU has to refuse it by itself. */
export async function slotOf(
  qmp: QmpClient,
  vcpu: number,
  signal: AbortSignal,
): Promise<Pick<VcpuSlot, 'driver' | 'place'>> {
  const slots = await vcpuSlots(qmp, signal).catch((error: unknown) => {
    if (error instanceof QmpRefusedError) return [];
    throw error;
  });
  const [first] = slots;
  if (!first) return { driver: await typeOfBootVcpu(qmp, signal), place: { 'core-id': vcpu } };
  return slots[vcpu] ?? { driver: first.driver, place: placeBeyond(slots, vcpu) };
}

/** As that of the last slot, with the number in it that tells slots from each other put too high. */
function placeBeyond(slots: readonly VcpuSlot[], vcpu: number): VcpuSlot['place'] {
  const first = slots[0]?.place ?? {};
  const last = slots.at(-1)?.place ?? {};
  const level = Object.keys(last).find((name) => last[name] !== first[name]) ?? 'core-id';
  return { ...last, [level]: vcpu };
}

async function typeOfBootVcpu(qmp: QmpClient, signal: AbortSignal): Promise<string> {
  const [boot] = await qmp.execute('query-cpus-fast', undefined, { signal });
  const path = boot?.['qom-path'] ?? '';
  return String(await qmp.execute('qom-get', { path, property: 'type' }, { signal }));
}
