import type { ExpectedEvents, VmModel } from '../model/index.js';
import type { FindingKind } from '../support/finding.js';

/** What can be seen of a VM, each under a name that people understand: `vCPU 3 is online` → `yes`. */
export type Facts = ReadonlyMap<string, string>;

/** What must hold after a step. */
export interface Expectation {
  readonly model: VmModel;
  /** The events that must have come since `since`. */
  readonly events: ExpectedEvents;
  /** The place in the VM's journal where the step began. */
  readonly since: number;
  /** The stream that this step's migration left behind, if it made one. */
  readonly stream: string | undefined;
}

/** One way to observe the VM, independent of the others. It keeps what it saw earlier of the same VM. */
export interface Witness {
  /** Who says so: `guest`, `QEMU`, `host`. */
  readonly name: string;
  /** The facts that it must see. Empty when it can see nothing now, as the guest of a paused VM. */
  expected(expectation: Expectation): Facts;
  /** The facts that it sees; it may see more than expected, and that is not looked at. */
  observe(expectation: Expectation, signal: AbortSignal): Promise<Facts>;
  /** What kind of finding it is when this fact is wrong. */
  kindOf(fact: string): FindingKind;
}

/** A fact that is not what the model says. */
export interface Mismatch {
  readonly witness: string;
  readonly kind: FindingKind;
  readonly fact: string;
  readonly expected: string;
  readonly seen: string;
}

/** What differs between what a witness must see and what it sees. */
export function compareFacts(witness: Witness, expected: Facts, seen: Facts): Mismatch[] {
  return [...expected].flatMap(([fact, value]) => {
    const other = seen.get(fact) ?? 'nothing';
    if (other === value) return [];
    return [{ witness: witness.name, kind: witness.kindOf(fact), fact, expected: value, seen: other }];
  });
}

export function yesNo(value: boolean): 'yes' | 'no' {
  return value ? 'yes' : 'no';
}
