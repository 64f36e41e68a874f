import type { Fault } from '../faults/index.js';
import { faults } from '../faults/index.js';
import { operations } from '../operations/index.js';
import { loadScenario, resolveScenarios, shippedScenarios } from '../scenario/index.js';
import { UsageError } from '../support/errors.js';
import type { RunnableCell } from './cell.js';
import { estimateMs } from './estimate.js';
import { planRun } from './plan-run.js';
import type { RunRequest } from './run-request.js';
import { unfitForFault } from './unfit-for-fault.js';

/** A scenario and a fault that it must catch. */
export interface Proof {
  readonly scenario: string;
  readonly fault: Fault;
  /** Where it is tried, or why it cannot be here. */
  readonly cell: RunnableCell | { readonly skip: string };
}

export interface SelfTestRequest extends Omit<RunRequest, 'fault' | 'scope' | 'repeat'> {
  /** Only these faults; left out, those of the lab's KVM where there is a lab, and else all others. */
  readonly faults?: readonly Fault[] | undefined;
  /** The path of a lab's QEMU with a fault in its KVM, by that QEMU's own path and the fault's name; left out, there is no lab. */
  readonly withKvmFault?: ((qemu: string, fault: string) => string) | undefined;
  /**
   * - `telling`: each fault in the scenario that takes the least time
   * - `all`: each fault in each of the scenarios that name it
   */
  readonly selection: 'telling' | 'all';
}

const isOfKvm = ({ place }: Fault): boolean => place === 'kvm';

/**
 * Shorter than those of a run: what hangs here hangs because of a fault. Still many times what a healthy guest takes, unless it
 * is one in a lab, which has those of a run; in milliseconds.
 */
const deadlines = { firstBootTimes: 5, leastMs: 12_000, migrationMs: 15_000, settleMs: 4_000 };

/**
 * Chooses what is to be proved: that scenarios fail in which a fault is planted that they say they catch.
 *
 * @throws UsageError when none of the scenarios names any of the faults; as {@link planRun}
 */
export async function planSelfTest(request: SelfTestRequest, signal?: AbortSignal): Promise<Proof[]> {
  const { scenarios: words, selection, withKvmFault, ...rest } = request;
  const hasLab = withKvmFault !== undefined;
  const { faults: wanted = [...faults.values()].filter((fault) => isOfKvm(fault) === hasLab) } = request;
  const files =
    words.length > 0 ? await Promise.all(words.map(resolveScenarios)) : [await shippedScenarios()];
  const scenarios = await Promise.all(
    [...new Set(files.flat())].map((file) => loadScenario(file, operations)),
  );
  const pairs = scenarios.flatMap(({ name, file, catches }) =>
    wanted.filter((fault) => catches.includes(fault.name)).map((fault) => ({ name, file, fault })),
  );
  if (pairs.length === 0)
    throw new UsageError(
      'none of these scenarios says that it catches such a fault (`catches:` in its file)',
    );
  const named = [...new Set(pairs.map(({ file }) => file))];
  const { cells } = await planRun({ ...rest, scenarios: named, scope: 'everywhere' }, signal);
  const proofs = pairs.map(({ name: scenario, fault }): Proof => {
    const own = cells.filter(({ description }) => description.scenario === scenario);
    const ways = own.map(
      (cell) => cell.skip ?? whyNot(cell, fault, hasLab) ?? planted(cell, fault, withKvmFault),
    );
    const cell = ways.find((way) => typeof way !== 'string');
    const skip = ways.find((way) => typeof way === 'string') ?? 'it has no cell here';
    return { scenario, fault, cell: cell ?? { skip } };
  });
  return selection === 'all' ? proofs : cheapestOfEach(proofs);
}

function whyNot({ walk }: RunnableCell, fault: Fault, hasLab: boolean): string | undefined {
  if (isOfKvm(fault) && !hasLab) return `the fault ${fault.name} is one of a lab's KVM: --host lab`;
  return unfitForFault(fault, walk);
}

function planted(
  cell: RunnableCell,
  fault: Fault,
  withKvmFault: SelfTestRequest['withKvmFault'],
): RunnableCell {
  const { description, settings } = cell;
  const named = {
    ...cell,
    fault,
    description: { ...description, id: `${description.id}+${fault.name}`, fault: fault.name },
  };
  if (!isOfKvm(fault) || !withKvmFault) return { ...named, settings: { ...settings, deadlines } };
  const { machine } = settings;
  return {
    ...named,
    settings: { ...settings, machine: { ...machine, qemu: withKvmFault(machine.qemu, fault.name) } },
  };
}

function cheapestOfEach(proofs: readonly Proof[]): Proof[] {
  const cheapest = new Map<Fault, Proof>();
  for (const proof of proofs) {
    const before = cheapest.get(proof.fault);
    if (!before || costOf(proof) < costOf(before)) cheapest.set(proof.fault, proof);
  }
  return [...cheapest.values()];
}

function costOf({ cell }: Proof): number {
  return 'walk' in cell ? estimateMs(cell.walk) : Infinity;
}
