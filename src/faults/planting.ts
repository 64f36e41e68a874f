import type { Interpose } from '../machine/index.js';
import type { Walk } from '../model/index.js';
import { EnvironmentError, formatSeconds } from '../support/errors.js';
import type { Fault, Ground } from './fault.js';
import { tapped, type Tap } from './tap.js';

/** Milliseconds that changing a saved VM may take. */
const longestMs = 20_000;

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
  /** When the present planting began, by `performance.now()`. */
  #since: number | undefined;
  readonly #tap: Tap;
  readonly #told = new Set<string>();

  /** @param tell - called once for each thing that was done in a step */
  constructor(
    readonly fault: Fault,
    readonly walk: Walk,
    private readonly tell: (planted: Planted) => void,
  ) {
    this.#tap = this.#guarded(fault.plant?.(this) ?? {});
  }

  /** Why the fault could not be planted; what the VM does then says nothing. */
  get failure(): Error | undefined {
    // One that still goes on may have gone on for too long.
    if (this.#since !== undefined) this.#checkTime(this.#since);
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

  /** QEMU's answer is waited for as long: a command that is held back must not look like a QEMU that hangs. */
  #checkTime(since: number): void {
    const ms = performance.now() - since;
    if (this.fault.place !== 'stream' || ms < longestMs) return;
    this.#failure ??= new EnvironmentError(
      `to plant ${this.fault.name} took ${formatSeconds(ms)}: the host has too much to do; try again with fewer jobs`,
    );
  }

  /** A fault that cannot be planted must not look like a VM that is wrong. */
  #guarded(tap: Tap): Tap {
    return {
      ...tap,
      command: async (name, line, monitor) => {
        const since = (this.#since = performance.now());
        try {
          return (await tap.command?.(name, line, monitor)) ?? 'pass';
        } catch (error) {
          this.#failure ??= error instanceof Error ? error : new Error(String(error));
          return 'pass';
        } finally {
          this.#since = undefined;
          this.#checkTime(since);
        }
      },
    };
  }
}
