import type { RunningMachine } from '../machine/index.js';
import { describeError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';

export type MigrationSide = 'source' | 'destination';

/** What is asked of a QEMU that takes part. */
export type MigratingQemu = Pick<RunningMachine, 'qmp' | 'lastWords'>;

/** The QEMU processes of one migration; the destination may not be there yet. */
export type MigrationEnds = Partial<Record<MigrationSide, MigratingQemu>>;

/** Milliseconds for each of the two to say what it knows of a failure. */
const askMs = 3_000;
/** How many of its last lines on stderr say why a QEMU gave up. */
const wordsCount = 3;

/**
 * A migration that went wrong, with what both QEMUs say of it: by `query-migrate`, and on stderr.
 *
 * @param what - as in "migrating via unix failed"
 * @param seen - in place of which it must have completed
 */
export async function migrationFailure(
  what: string,
  seen: string,
  ends: MigrationEnds,
  cause?: unknown,
): Promise<FindingError> {
  const said = (await Promise.all([saidBy('source', ends), saidBy('destination', ends)])).flat();
  const reason = said.length > 0 ? `${seen}; ${said.join('; ')}` : `${seen}; QEMU gives no reason`;
  const finding = {
    kind: 'migration-failed',
    signature: `migration-failed ${what}: ${stable(reason)}`,
    expected: 'completed',
    seen: reason,
  } as const;
  return new FindingError(`${what}: ${reason}`, finding, { cause });
}

async function saidBy(side: MigrationSide, ends: MigrationEnds): Promise<string[]> {
  const machine = ends[side];
  if (!machine) return [];
  const told = await machine.qmp.execute('query-migrate', undefined, { timeoutMs: askMs }).then(
    ({ status, 'error-desc': reason }) => [
      ...(status === undefined ? [] : [`query-migrate says ${status}`]),
      ...(reason === undefined ? [] : [reason]),
    ],
    (error: unknown) => [`does not answer: ${describeError(error)}`],
  );
  const words = machine.lastWords.slice(-wordsCount);
  return [...new Set([...told, ...words])].map((one) => `${side}: ${one}`);
}

/** Without what differs between two sightings: numbers, and the names of sockets and files. */
function stable(text: string): string {
  return text
    .replaceAll(/\/\S*\/vmwright-[^\s/:]+/g, 'DIR')
    .replaceAll(/\b0x[0-9a-f]+\b/gi, 'X')
    .replaceAll(/\d+/g, 'N');
}
