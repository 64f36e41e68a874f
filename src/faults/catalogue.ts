import { UsageError } from '../support/errors.js';
import { nearest } from '../support/nearest.js';
import type { Fault } from './fault.js';
import { kvmFaults } from './kvm-faults.js';
import { monitorFaults } from './monitor-faults.js';
import { processFaults } from './process-faults.js';
import { interruptFaults } from './stream/interrupt-faults.js';
import { machineFaults } from './stream/machine-faults.js';
import { memoryFaults } from './stream/memory-faults.js';
import { powerFaults } from './stream/power-faults.js';
import { registerFaults } from './stream/register-faults.js';

const all: readonly Fault[] = [
  ...powerFaults,
  ...interruptFaults,
  ...registerFaults,
  ...machineFaults,
  ...memoryFaults,
  ...monitorFaults,
  ...processFaults,
  ...kvmFaults,
];

/** Every fault that can be planted, by its name. */
export const faults: ReadonlyMap<string, Fault> = new Map(all.map((fault) => [fault.name, fault]));

/** @throws UsageError when there is no such fault */
export function faultNamed(name: string): Fault {
  const fault = faults.get(name);
  if (fault) return fault;
  const meant = nearest(name, faults.keys());
  const hint = meant === undefined ? 'vmwright list --faults has them all' : `did you mean ${meant}?`;
  throw new UsageError(`no fault is called ${name}; ${hint}`);
}
