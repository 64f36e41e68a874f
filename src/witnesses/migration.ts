import { isInOrder, type MigrationRecord, type MigrationSide } from '../migration/index.js';
import type { Vm } from '../vm/index.js';
import type { Expectation, Facts, Witness } from './witness.js';

/**
 * How far the stream's file may be longer or shorter than what QEMU says it sent: of the devices' state, which each vCPU adds
 * to, versions count nothing, all of it, or with a background snapshot twice.
 */
const deviceBytes = 2 ** 20;
const vcpuBytes = 2 ** 16;

const sides: readonly MigrationSide[] = ['source', 'destination'];

/** What both QEMUs told of the migration in this step: all the way through, and at its end. */
export class MigrationWitness implements Witness {
  readonly name = 'QEMU';

  constructor(private readonly vm: Pick<Vm, 'migration'>) {}

  expected({ since }: Expectation): Facts {
    const record = this.#recordSince(since);
    if (!record) return new Map();
    return new Map([
      ...sides.flatMap((side) => [
        ...(record.status[side] === undefined ? [] : [[statusFact(side), 'completed'] as const]),
        [historyFact(side), inOrder] as const,
      ]),
      ...(record.sourceRunstate ? [[runstateFact, record.sourceRunstate.expected] as const] : []),
      ...(record.length ? [[lengthFact, asTold] as const] : []),
    ]);
  }

  observe({ since, model }: Expectation): Promise<Facts> {
    const record = this.#recordSince(since);
    if (!record) return Promise.resolve(new Map());
    return Promise.resolve(
      new Map([
        ...sides.flatMap((side) => [
          [statusFact(side), record.status[side] ?? 'unknown'] as const,
          [historyFact(side), historyOf(side, record)] as const,
        ]),
        [runstateFact, record.sourceRunstate?.seen ?? 'unknown'],
        [lengthFact, lengthOf(record.length, deviceBytes + model.vcpus.length * vcpuBytes)],
      ]),
    );
  }

  kindOf(): 'migration-failed' {
    return 'migration-failed';
  }

  #recordSince(since: number): MigrationRecord | undefined {
    const { migration } = this.vm;
    return migration && migration.since >= since ? migration : undefined;
  }
}

const inOrder = 'in order';
const asTold = 'what query-migrate says';
const runstateFact = "the source's runstate at the end";
const lengthFact = "the length of the stream's file";

function statusFact(side: MigrationSide): string {
  return `query-migrate on the ${side}`;
}

function historyFact(side: MigrationSide): string {
  return `MIGRATION events of the ${side}`;
}

function historyOf(side: MigrationSide, { history }: MigrationRecord): string {
  return isInOrder(side, history[side]) ? inOrder : history[side].join(', ');
}

function lengthOf(length: MigrationRecord['length'], toleranceBytes: number): string {
  if (!length) return 'unknown';
  const { toldBytes, fileBytes } = length;
  if (Math.abs(fileBytes - toldBytes) <= toleranceBytes) return asTold;
  return `${fileBytes} bytes, and query-migrate says ${toldBytes}`;
}
