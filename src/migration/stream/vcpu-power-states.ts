import type { DeviceState } from './device-state.js';
import { StreamFormatError } from './errors.js';
import { readDeviceStates } from './read-device-states.js';
import type { MigrationStream } from './read-stream.js';

/** Of a vCPU, as PSCI (DEN0022) has them. */
export type PowerState = 'on' | 'off' | 'on-pending';

const powerStates: readonly PowerState[] = ['on', 'off', 'on-pending'];

/**
 * Each vCPU's power state as QEMU saved it, by the vCPU's index; empty for an architecture that saves none (x86), and for
 * a stream that does not describe its devices.
 *
 * On Arm it is the byte `power_state` of the device `cpu` (`vmstate_arm_cpu` in QEMU's target/arm/machine.c): 0 on,
 * 1 off. QEMU 5.2 to 11.1 refuse to save a vCPU that is on-pending.
 *
 * @throws StreamFormatError when the byte is none of PSCI's
 */
export function vcpuPowerStates({
  path,
  devices,
}: Pick<MigrationStream, 'path' | 'devices'>): ReadonlyMap<number, PowerState> {
  const states = new Map<number, PowerState>();
  for (const device of devices) {
    const saved = savedPowerState(device);
    if (!saved) continue;
    const state = saved.bytes.length === 1 ? powerStates[saved.bytes[0] ?? 0] : undefined;
    if (!state) {
      const found = `bytes ${Buffer.from(saved.bytes).toString('hex')}`;
      throw new StreamFormatError(path, saved.offset, `the power state of vCPU ${device.instanceId}`, found);
    }
    states.set(device.instanceId, state);
  }
  return states;
}

/** The same out of a stream's file. @throws as {@link readDeviceStates} and {@link vcpuPowerStates} */
export async function readPowerStates(
  path: string,
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, PowerState>> {
  return vcpuPowerStates(await readDeviceStates(path, { signal }));
}

/** The file may have ended in front of it. */
function savedPowerState(device: DeviceState) {
  const saved = device.name === 'cpu' ? device.field('power_state') : undefined;
  return device.missingBytes > 0 && saved?.bytes.length === 0 ? undefined : saved;
}
