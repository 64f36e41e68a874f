import { join } from 'node:path';
import type { RunningMachine } from '../machine/index.js';
import { letGo, MigrationProgress, setUpMigration } from '../migration/index.js';
import {
  isMisfit,
  isSeenAtOnce,
  isThroughFile,
  migrateInVain as model,
  migrateOptions,
  type MigrateInVainParameters,
} from '../model/index.js';
import type { Attempt } from './migrate-in-vain/attempt.js';
import { cancel, killDestination } from './migrate-in-vain/break-off.js';
import { fullDiskRoute, ontoFullDisk } from './migrate-in-vain/full-disk.js';
import { fileIntoOtherShape, intoOtherShape } from './migrate-in-vain/into-other-shape.js';
import { otherShape } from './migrate-in-vain/other-shape.js';
import { routeOf } from './migrate/route-of.js';
import { setUpOf } from './migrate/set-up-of.js';
import type { Operation, StepContext } from './operation.js';

export const migrateInVain: Operation<MigrateInVainParameters> = {
  ...model,
  async perform(vm, parameters, context) {
    const { via, because, at } = parameters;
    const wait = { timeoutMs: vm.migrationMs, signal: context.signal };
    const source = vm.machine;
    const shape = isMisfit(because) ? await otherShape(because, source, wait) : {};
    const hasDestination = isMisfit(because) || !isThroughFile(via);
    const launching = hasDestination
      ? vm.launch({ ...shape, incoming: true, troubledBy: 'crash', signal: context.signal })
      : undefined;
    const destination = await launching;
    const what = `migrating via ${via}, ${because}${at === undefined ? '' : ` at ${at}`}`;
    // A stream in vain is no witness of the VM.
    const file = join(source.directory, 'stream-in-vain');
    const elsewhere = {
      ...{ settings: vm.settings, machine: source, destinationHost: vm.destinationHost },
      newStream: () => Promise.resolve(file),
    };
    using outgoing = new MigrationProgress(what, 'source', { source });
    try {
      const setUp = setUpOf(migrateOptions.parse({ via, multifd: parameters.multifd }));
      const route =
        because === 'disk-full'
          ? fullDiskRoute
          : await routeOf(elsewhere, via, launching ?? Promise.resolve(source));
      const attempt = { what, source, setUp: setUp.source, route, outgoing, wait };
      if (destination && !isMisfit(because)) {
        await setUpMigration(destination.qmp, setUp.destination, wait);
        await route.receive(destination.qmp, wait);
      }
      await comesToNothing(attempt, destination, parameters, context);
      await letGo(what, source, { timeoutMs: vm.patienceMs, signal: context.signal });
    } finally {
      await destination?.stop();
      for (const path of [file, `${file}.part`]) await source.host.files.remove(path);
    }
  },
};

async function comesToNothing(
  attempt: Attempt,
  destination: RunningMachine | undefined,
  { because, at = 'active' }: MigrateInVainParameters,
  { meanwhile }: StepContext,
): Promise<void> {
  if (because === 'cancelled') {
    await cancel(attempt, at, meanwhile);
    return;
  }
  if (!destination) {
    await meanwhile();
    await ontoFullDisk(attempt);
    return;
  }
  if (because === 'destination-killed') {
    await killDestination(attempt, destination, at, meanwhile);
    return;
  }
  await meanwhile();
  if (attempt.route.file) await fileIntoOtherShape(attempt, destination);
  else await intoOtherShape(attempt, destination, isSeenAtOnce(because));
}
