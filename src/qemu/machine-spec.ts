import type { Host } from '../host/index.js';
import type { EquipmentName } from './equipment.js';

export type GuestArch = 'aarch64' | 'x86_64';
export type Accelerator = 'tcg' | 'kvm';

/** What a machine is to be. */
export interface MachineSpec {
  /** Where it runs; this machine when left out. */
  readonly host?: Host | undefined;
  /** The QEMU executable: an absolute path, or on this machine one relative to the working directory. */
  readonly qemu: string;
  readonly arch: GuestArch;
  readonly accelerator: Accelerator;
  /** Whether TCG runs each vCPU on a thread of its own; left out, it does. */
  readonly tcgThread?: 'single' | 'multi' | undefined;
  /**
   * As after `-M`, with properties if wanted: `virt-7.2`, `q35,smm=off`. Left out, `virt` or `q35` of this QEMU's newest
   * version. An Arm `virt` gets a GICv3, or the host's under KVM, unless the text names a `gic-version`.
   */
  readonly machineType?: string | undefined;
  /** As after `-cpu`. Left out: `host` under KVM; under TCG `cortex-a72` or `qemu64`, which every version has. */
  readonly cpuModel?: string | undefined;
  readonly vcpus: number;
  /** How many vCPUs there can be after hotplug; left out, as many as at the start. */
  readonly maxVcpus?: number | undefined;
  readonly ramMib: number;
  /** A kernel image on this machine: for Arm an `Image` (it may be gzipped), for x86 a `bzImage`. */
  readonly kernel: string;
  readonly initrd?: string | undefined;
  /** The kernel's command line. Left out, only the console. */
  readonly append?: string | undefined;
  /** Whether it waits for `migrate-incoming` in place of booting. */
  readonly incoming?: boolean | undefined;
  /** Devices besides the usual ones. */
  readonly equipment?: readonly EquipmentName[] | undefined;
  /** More of QEMU's arguments, put last. */
  readonly extraArguments?: readonly string[] | undefined;
}

/** The guest's name for the serial port that vmwright captures. */
export function consoleDevice(arch: GuestArch): string {
  return arch === 'aarch64' ? 'ttyAMA0' : 'ttyS0';
}
