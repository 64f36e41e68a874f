import type { Interpose } from '../machine/index.js';
import type { Fault, Ground } from './fault.js';
import { tapped, type Tap } from './tap.js';

/** A fault was really done. */
export interface Planted {
  /** The walk's step, from 0. */
  readonly step: number;
  /** What was done: `cpu#1/power_state: off -> on`. */
  readonly what: string;
}

/** A fault in one VM. */
export class Planting implements Ground {
  /** To be set when a step begins. */
  step = 0;
  #failure: Error | undefined;
  readonly #tap: Tap;
  readonly #told = new Set<string>();

  /** @param tell - called once for each thing that was done in a step */
  constructor(
    readonly fault: Fault,
    private readonly tell: (planted: Planted) => void,
  ) {
    this.#tap = this.#guarded(fault.plant?.(this) ?? {});
  }

  /** Why the fault could not be planted; what the VM does then says nothing. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** To be put between vmwright and each of the VM's monitors. */
  readonly interpose: Interpose = (monitor, qemu) => tapped(monitor, qemu, this.#tap);

  planted(what: string): void {
    const { step } = this;
    const key = `${step} ${what}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.tell({ step, what });
  }

  /** A fault that cannot be planted must not look like a VM that is wrong. */
  #guarded(tap: Tap): Tap {
    return {
      ...tap,
      command: async (name, line, monitor) => {
        try {
          return (await tap.command?.(name, line, monitor)) ?? 'pass';
        } catch (error) {
          this.#failure ??= error instanceof Error ? error : new Error(String(error));
          return 'pass';
        }
      },
    };
  }
}
