import type { LeafValue } from '../field.js';

/** Which device of a stream is meant. */
export interface DeviceOfStream {
  /** As the stream names it: `cpu`, `timer`, `0000:00:01.0/virtio-net`. */
  readonly device: string;
  /** Tells devices of one name apart, of a `cpu` the index of its vCPU; 0 when left out. */
  readonly instance?: number;
}

/** Another value for a field, which keeps its length. */
export interface SetField extends DeviceOfStream {
  readonly edit: 'set';
  /** As `Field.field` takes it: names, indexes, whole names of subsections. */
  readonly field: readonly (string | number)[];
  /** Integers are written as QEMU writes them, big-endian and in the field's length. */
  readonly to: LeafValue;
}

/** Another value for a system register of an Arm vCPU, which are all in one array. */
export interface SetRegister extends DeviceOfStream {
  readonly edit: 'set-register';
  /** The architecture's name, as `vmwright inspect` shows it: `CNTV_CTL_EL0`. */
  readonly register: string;
  readonly to: bigint;
}

/** A device's section is taken out; the destination's own stays as it is after a reset. */
export interface RemoveDevice extends DeviceOfStream {
  readonly edit: 'remove';
}

/** A subsection is taken out, with what is inside of it. */
export interface RemoveSubsection extends DeviceOfStream {
  readonly edit: 'remove-subsection';
  /** The whole names down to it, from the device: `['cpu/vfp']`. */
  readonly subsection: readonly string[];
}

/** Another content for a page of the guest's memory. */
export interface SetPage {
  readonly edit: 'set-page';
  /** QEMU's name of the RAM block: `mach-virt.ram`. */
  readonly block: string;
  /** Index of the page in its block, from 0. */
  readonly page: number;
  /** As many bytes as a page of the stream has. */
  readonly to: Uint8Array | 'zeros';
}

/** The stream ends there. */
export interface CutStream extends DeviceOfStream {
  readonly edit: 'cut';
  /**
   * - `before`: in front of the device's section, properly, with a description of the devices that are left
   * - `torn before`: the same, and nothing follows, as of a source that died
   * - `torn inside`: in the middle of the device's state
   */
  readonly at: 'before' | 'torn before' | 'torn inside';
}

/** A change to a saved VM. */
export type StreamEdit = SetField | SetRegister | RemoveDevice | RemoveSubsection | SetPage | CutStream;

/** `cpu#1`, as `vmwright inspect` names it. */
export function deviceName({ device, instance = 0 }: DeviceOfStream): string {
  return `${device}#${instance}`;
}
