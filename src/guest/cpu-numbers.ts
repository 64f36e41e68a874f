import type { WaitOptions } from '../support/deadline.js';
import type { GuestSession } from './session.js';

/**
 * Which number Linux gave to each vCPU. Linux numbers the CPUs that it finds when it boots without gaps, and those that
 * are plugged in later as they come, so that vCPU 3 of a machine without vCPU 2 can be its CPU 2.
 */
export type CpuNumbers = (vcpu: number) => number;

/** Where nothing was plugged or unplugged. */
export const sameNumbers: CpuNumbers = (vcpu) => vcpu;

/**
 * Reads which vCPU each CPU is by its name in the firmware's tables: `\_SB_.CPUS.C003` is vCPU 3 (QEMU,
 * hw/acpi/cpu.c, build_cpus_aml). A slot that is empty is given the number of a CPU that is not there.
 *
 * @param slots - how many the machine has
 * @throws DeadlineError, GuestConnectionLostError
 */
export async function readCpuNumbers(
  session: GuestSession,
  slots: number,
  wait: WaitOptions,
): Promise<CpuNumbers> {
  // One path may be gone by the time that it is read: of a CPU that is on its way out.
  const script =
    'cd /sys/devices/system/cpu; for cpu in cpu[0-9]*; do read -r path <$cpu/firmware_node/path && echo "$cpu $path"; done 2>/dev/null; true';
  const { stdout } = await session.run(script, wait);
  return cpuNumbers(stdout, slots);
}

/** @param text - a line for each CPU, as in `cpu2 \_SB_.CPUS.C003`; none where the firmware names no CPUs */
export function cpuNumbers(text: string, slots: number): CpuNumbers {
  const numbers = new Map<number, number>();
  for (const [, cpu, slot] of text.matchAll(/^cpu(\d+) \S*\.C([0-9A-F]{3})$/gm)) {
    numbers.set(parseInt(slot ?? '', 16), Number(cpu));
  }
  if (numbers.size === 0) return sameNumbers;
  const all = Array.from({ length: slots }, (_, number) => number);
  const taken = new Set(numbers.values());
  const free = all.filter((number) => !taken.has(number));
  for (const slot of all) if (!numbers.has(slot)) numbers.set(slot, free.shift() ?? slot);
  return (vcpu) => numbers.get(vcpu) ?? vcpu;
}
