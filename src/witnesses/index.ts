import type { Vm } from '../vm/index.js';
import { GuestWitness } from './guest.js';
import { HostWitness } from './host.js';
import { MigrationWitness } from './migration.js';
import { QemuWitness } from './qemu.js';
import { SavedAgainWitness } from './saved-again.js';
import { StreamWitness } from './stream.js';
import type { Witness } from './witness.js';

export { workOfThreads } from './work-of-threads.js';
export { compareFacts, type Expectation, type Mismatch, type Witness } from './witness.js';

/** Everybody who watches a VM; the cheapest first. */
export function witnessesOf(vm: Vm): Witness[] {
  return [
    new MigrationWitness(vm),
    new QemuWitness(vm),
    new HostWitness(vm),
    new StreamWitness(vm),
    new SavedAgainWitness(vm),
    new GuestWitness(vm),
  ];
}
