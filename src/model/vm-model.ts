import type { LoadKind } from './load.js';

/** The guest architectures that vmwright knows, in QEMU's spelling. */
export type Arch = 'aarch64' | 'x86_64';

/** What does not change during a walk. */
export interface MachineShape {
  readonly arch: Arch;
  /** How many vCPUs the machine starts with; they are numbered from 0. */
  readonly vcpus: number;
  /** How many it has slots for, plugged or not; as many as it starts with when left out. */
  readonly maxVcpus?: number | undefined;
  /** Guest memory in MiB. */
  readonly ramMib: number;
}

/** One vCPU, as the guest's kernel sees it. */
export interface VcpuModel {
  /** Plugged into the machine. */
  readonly present: boolean;
  /** In use by the guest: its power state is ON. */
  readonly online: boolean;
  /** The id that it was plugged with; nothing for one that the machine started with. */
  readonly id?: string | undefined;
  /**
   * That it is to be unplugged, which waits for the guest: `asked` when the guest will hear of it as soon as it runs,
   * `unheard` when it has booted since, which makes it forget.
   */
  readonly unplug?: 'asked' | 'unheard' | undefined;
}

/** What an empty slot looks like. */
const emptySlot: VcpuModel = { present: false, online: false };

/**
 * `none`: no VM yet. The others are QEMU's own (qapi/run-state.json): `prelaunch` after a reset of a VM that did not run;
 * `shutdown`, `guest-panicked` and `watchdog` after QEMU stopped it because of what happened in the guest.
 */
export type ModelRunstate =
  'none' | 'running' | 'paused' | 'prelaunch' | 'shutdown' | 'guest-panicked' | 'watchdog';

/** What a VM must look like. Plain data, never changed in place. */
export interface VmModel {
  readonly shape: MachineShape;
  readonly runstate: ModelRunstate;
  /** Indexed by the vCPU's number. */
  readonly vcpus: readonly VcpuModel[];
  /** What the guest is at work with, in the order in which it was put to it. */
  readonly loads: readonly LoadKind[];
  /** The operation in whose middle the VM is, for the steps that are taken there. */
  readonly during: string | undefined;
  /** How many times the guest has booted: the first boot and every reset count, a migration does not. */
  readonly boots: number;
  /** Which of them the guest lives in, from 1: the last one, unless a snapshot took it back. */
  readonly boot: number;
  /** By tag, what the VM looked like when it was saved on the snapshot disk. */
  readonly snapshots: Readonly<Record<string, VmModel>>;
}

/** A VM that has not been launched. */
export function notLaunched(shape: MachineShape): VmModel {
  const slots = Array.from({ length: shape.maxVcpus ?? shape.vcpus }, () => emptySlot);
  const never = { during: undefined, boots: 0, boot: 0, snapshots: {}, loads: [] };
  return { shape, runstate: 'none', vcpus: slots, ...never };
}

/** The model with every present vCPU online, idle and one boot more: what a first boot and a reset leave behind. */
export function booted(model: VmModel): VmModel {
  return {
    ...model,
    boots: model.boots + 1,
    boot: model.boots + 1,
    vcpus: model.vcpus.map((vcpu) => ({
      ...vcpu,
      online: vcpu.present,
      ...(vcpu.unplug && { unplug: 'unheard' as const }),
    })),
    loads: [],
  };
}

/**
 * The model of a VM that was reset while it did not run. It stays so, and the guest boots when it is let run; until then
 * only the boot vCPU is powered on.
 */
export function resetWhileStopped(model: VmModel): VmModel {
  return {
    ...model,
    runstate: 'prelaunch',
    vcpus: model.vcpus.map((vcpu, number) => ({
      ...vcpu,
      online: vcpu.present && number === 0,
      ...(vcpu.unplug && { unplug: 'unheard' as const }),
    })),
    loads: [],
  };
}

/** Whether the guest is not up yet, where a step is taken in the middle of its boot. */
export function isComingUp({ during, runstate }: VmModel): boolean {
  return runstate === 'running' && (during === 'boot' || during === 'reset');
}

/** The model with one vCPU changed. */
export function withVcpu(model: VmModel, number: number, change: Partial<VcpuModel>): VmModel {
  return withVcpus(model, [number], change);
}

/** The model with some vCPUs changed alike. */
export function withVcpus(model: VmModel, numbers: readonly number[], change: Partial<VcpuModel>): VmModel {
  return {
    ...model,
    vcpus: model.vcpus.map((vcpu, index) => (numbers.includes(index) ? { ...vcpu, ...change } : vcpu)),
  };
}

/** The model with every vCPU gone that the guest is asked to let go: what it does as soon as it runs. */
export function letGo(model: VmModel): VmModel {
  return { ...model, vcpus: model.vcpus.map((vcpu) => (vcpu.unplug === 'asked' ? emptySlot : vcpu)) };
}

/** The model without one vCPU. */
export function withoutVcpu(model: VmModel, number: number): VmModel {
  return { ...model, vcpus: model.vcpus.map((vcpu, index) => (index === number ? emptySlot : vcpu)) };
}

/** The numbers of the vCPUs that are online. */
export function onlineVcpus(model: VmModel): number[] {
  return model.vcpus.flatMap((vcpu, number) => (vcpu.online ? [number] : []));
}
