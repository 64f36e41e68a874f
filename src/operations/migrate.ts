import { join } from 'node:path';
import { Canary } from '../guest/index.js';
import { recordMigration } from '../migration/index.js';
import {
  isThroughFile,
  migrate as model,
  onlineVcpus,
  type MigrateParameters,
  type VmModel,
} from '../model/index.js';
import { withCredentials } from './migrate/credentials-of.js';
import { destinationOf } from './migrate/destination.js';
import { refusalOf } from './migrate/refusal-of.js';
import { routeOf } from './migrate/route-of.js';
import { setUpOf } from './migrate/set-up-of.js';
import { travel } from './migrate/travel.js';
import type { Vm } from '../vm/index.js';
import type { Operation } from './operation.js';

export const migrate: Operation<MigrateParameters> = {
  ...model,
  async perform(vm, options, { signal, before, hasMeanwhile, meanwhile }) {
    const { via, guest, postcopy, snapshot } = options;
    const tls = options.tls ?? tlsBetweenHosts(vm, options);
    const wait = { timeoutMs: vm.migrationMs, signal };
    const source = vm.machine;
    if (guest === 'busy') {
      const patience = { timeoutMs: vm.patienceMs, signal };
      const cpuOf = await vm.cpuNumbers(patience);
      vm.canary = await Canary.start(await vm.guest(patience), onlineVcpus(before), cpuOf, patience);
    }
    const destination = await destinationOf(vm, options, signal);
    try {
      const route = destination.route ?? (await routeOf(placeOf(vm, before), via, destination.machine));
      const plain = setUpOf(options, destination.parameters);
      const setUp = tls
        ? await withCredentials(tls, plain, { source, destination: await destination.machine }, wait)
        : plain;
      const journey = {
        ...{ what: `migrating via ${via}`, source, destination: destination.machine, route, setUp, postcopy },
        meanwhile: hasMeanwhile ? () => withoutCanaryAfterReset(vm, meanwhile) : undefined,
      };
      const since = vm.journal.position;
      const history = await travel(journey, wait);
      const arrived = await destination.machine;
      const ends = { source: source.isSucceeded ? undefined : source, destination: arrived };
      const { sourceRunstate: seen, ...told } = await recordMigration(ends, comparableFile(vm, options), {
        timeoutMs: vm.settleMs,
        signal,
      });
      const expected = snapshot ? 'running' : 'postmigrate';
      const sourceRunstate = seen === undefined ? undefined : { seen, expected };
      vm.migration = { since, history, ...told, sourceRunstate };
      if (snapshot) takeBack(vm);
      await vm.moveTo(arrived);
    } catch (error) {
      // The VM lives on where it was; what it did not get into is not needed any more.
      const refusal = signal.aborted
        ? undefined
        : await refusalOf({ source, destination: destination.started() }, { options, before }, wait);
      await destination.discard();
      throw refusal ?? error;
    }
    if (!source.isSucceeded) await source.stop();
  },
};

/**
 * While the VM stands still its streams must agree: the one before is still wanted. A migration in the middle of another comes to
 * nothing, and its stream is no witness of the VM.
 */
function placeOf(vm: Vm, { runstate, during }: VmModel): Parameters<typeof routeOf>[0] {
  const { settings, machine, destinationHost } = vm;
  const isInVain = during?.startsWith('migrate') === true;
  const newStream = () =>
    isInVain
      ? Promise.resolve(join(machine.directory, 'stream-in-vain'))
      : vm.newStream({ keep: runstate !== 'running' });
  return { settings, machine, destinationHost, newStream };
}

/** What leaves its host is encrypted, with a key for this one migration. */
function tlsBetweenHosts(vm: Vm, { via }: MigrateParameters): MigrateParameters['tls'] {
  const leaves = via === 'tcp' && vm.destinationHost !== vm.machine.host;
  return leaves && vm.settings.plainTcp !== true ? 'psk' : undefined;
}

/** What the guest computed is gone when it is reset meanwhile. */
async function withoutCanaryAfterReset(vm: Vm, meanwhile: () => Promise<void>): Promise<void> {
  const boots = vm.boots.announcements;
  await meanwhile();
  if (vm.boots.announcements > boots) vm.canary = undefined;
}

/** A snapshot is of its beginning. The guest is as old as it was then, and no older than it is now. */
function takeBack(vm: Vm): void {
  const tag = 'background snapshot';
  vm.boots.remember(tag);
  vm.boots.goBackTo(tag);
}

/** The stream's file, where its length is that of what was sent: mapped-ram leaves holes. */
function comparableFile(vm: Vm, { via }: MigrateParameters): string | undefined {
  return isThroughFile(via) && via !== 'mapped-ram' ? vm.streams.at(-1) : undefined;
}
