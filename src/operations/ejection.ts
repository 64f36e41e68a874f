import { FindingError } from '../support/finding.js';
import type { Vm } from '../vm/index.js';

/** Status codes of _OST for an ejection (ACPI 6.5, table 6.15 and the ones Linux sends); any other is a failure. */
const success = 0;
const inProgress = 0x84;
/** Source event codes of _OST: the firmware's or the operator's request to eject (ACPI 6.5, 6.3.5). */
const ejectRequest = [0x03, 0x103];

/** What the guest's kernel answers to the request that it let a vCPU go, as QEMU's ACPI_DEVICE_OST events tell. */
export class Ejection {
  readonly #since: number;

  constructor(
    private readonly vm: Vm,
    private readonly vcpu: number,
  ) {
    this.#since = vm.journal.position;
  }

  /** That it is gone, if QEMU is to be believed. */
  get isDone(): boolean {
    return this.#statuses.at(-1) === success;
  }

  /** For people. */
  get answer(): string {
    if (this.#hasFailed) return 'the guest cannot';
    const last = this.#statuses.at(-1);
    if (last === undefined) return 'the guest did not answer';
    if (last === success) return 'the guest says it has let it go';
    return last === inProgress
      ? 'the guest has begun and not ended'
      : `the guest cannot (ACPI _OST status ${last})`;
  }

  /** @throws FindingError `guest-refused` when the guest said that it cannot */
  mustNotHaveFailed(): void {
    const last = this.#statuses.at(-1);
    if (!this.#hasFailed && (last === undefined || last === success || last === inProgress)) return;
    throw new FindingError(`vCPU ${this.vcpu} was not unplugged: ${this.answer}`, {
      kind: 'guest-refused',
      signature: `guest-refused unplug of vCPU N: ${this.answer}`,
      expected: `vCPU ${this.vcpu} unplugged`,
      seen: this.answer,
      evidence: this.vm.kernelLog.tail(),
    });
  }

  /** How machines tell that have no ACPI. */
  get #hasFailed(): boolean {
    return this.vm.journal.countSince(this.#since, 'DEVICE_UNPLUG_GUEST_ERROR') > 0;
  }

  get #statuses(): number[] {
    return this.vm.journal.since(this.#since).flatMap(({ event, data }) => {
      if (event !== 'ACPI_DEVICE_OST') return [];
      const { info } = data as AcpiDeviceOst;
      const isOurs = info['slot-type'] === 'CPU' && Number(info.slot) === this.vcpu;
      return isOurs && ejectRequest.includes(info.source) ? [info.status] : [];
    });
  }
}

/** qapi/acpi.json */
interface AcpiDeviceOst {
  readonly info: {
    readonly 'slot-type': string;
    readonly slot: string;
    readonly source: number;
    readonly status: number;
  };
}
