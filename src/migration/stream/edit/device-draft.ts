import { UsageError } from '../../../support/errors.js';
import type { DeviceState } from '../device-state.js';
import type { Field, LeafValue } from '../field.js';
import { systemRegisters } from '../system-registers.js';
import type { Splice } from './splice.js';
import { deviceName, type RemoveSubsection, type SetField, type SetRegister } from './stream-edit.js';

/** Bytes of a subsection's header without its name. */
const subsectionHeaderBytes = 6;

/** A device's state, as it becomes. */
export class DeviceDraft {
  readonly #bytes: Buffer;
  /** What is taken out of it, from the state's beginning. */
  readonly #removed: { readonly offset: number; readonly length: number }[] = [];

  constructor(readonly device: DeviceState) {
    this.#bytes = Buffer.from(device.state.bytes);
  }

  /** @throws UsageError when there is no such field, or it cannot hold the value */
  set({ field: path, to }: SetField): void {
    const found = this.device.field(...path);
    if (!found) throw this.#lacks(`field ${path.join('/')}`);
    this.#write(found, to, path.join('/'));
  }

  /** @throws UsageError when the device has no such register */
  setRegister({ register, to }: SetRegister): void {
    const index = systemRegisters(this.device)?.findIndex(({ name }) => name === register) ?? -1;
    const found = index < 0 ? undefined : this.device.field('cpreg_vmstate_values', index);
    if (!found) throw this.#lacks(`system register ${register}`);
    this.#write(found, to, register);
  }

  /** @throws UsageError when the device has no such subsection */
  removeSubsection({ subsection }: RemoveSubsection): void {
    const found = this.device.field(...subsection);
    const name = subsection.at(-1);
    // A field has no slash in its name, and nothing in front of it that could be taken away.
    if (!found || name?.includes('/') !== true) throw this.#lacks(`subsection ${subsection.join(', ')}`);
    const header = subsectionHeaderBytes + Buffer.byteLength(name);
    const offset = found.offset - header - this.device.state.offset;
    this.#removed.push({ offset, length: header + found.bytes.length });
  }

  get splice(): Splice {
    const { offset, bytes: before } = this.device.state;
    let at = 0;
    const kept = this.#removed
      .toSorted((a, b) => a.offset - b.offset)
      .flatMap((gone) => {
        // One inside of another that is gone is gone with it.
        const piece = this.#bytes.subarray(at, Math.max(at, gone.offset));
        at = Math.max(at, gone.offset + gone.length);
        return [piece];
      });
    return {
      offset,
      length: before.length,
      bytes: Buffer.concat([...kept, this.#bytes.subarray(at)]),
    };
  }

  #write(field: Field, to: LeafValue, path: string): void {
    const bytes = encoded(to, field.bytes.length);
    if (!bytes) {
      const value = to instanceof Uint8Array ? `${to.length} bytes` : String(to);
      throw new UsageError(
        `${this.#name}/${path} has ${field.bytes.length} bytes and cannot hold ${value}: a field keeps its length`,
      );
    }
    bytes.copy(this.#bytes, field.offset - this.device.state.offset);
  }

  get #name(): string {
    return deviceName({ device: this.device.name, instance: this.device.instanceId });
  }

  #lacks(what: string): UsageError {
    return new UsageError(
      `${this.#name} in the migration stream has no ${what} (see vmwright inspect --full)`,
    );
  }
}

/** As QEMU writes it; undefined where that is impossible. */
function encoded(value: LeafValue, length: number): Buffer | undefined {
  if (value instanceof Uint8Array) return value.length === length ? Buffer.from(value) : undefined;
  if (typeof value === 'number' && !Number.isInteger(value)) return undefined;
  const bits = BigInt(length * 8);
  const number = BigInt(value);
  if (number >= 1n << bits || number < -(1n << (bits - 1n))) return undefined;
  return Buffer.from(
    BigInt.asUintN(Number(bits), number)
      .toString(16)
      .padStart(length * 2, '0'),
    'hex',
  );
}
