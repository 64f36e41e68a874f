import {
  deathFinding,
  errorLines,
  exitReasonOf,
  type Death,
  type RunningMachine,
} from '../../machine/index.js';
import { letGo, tellComplaint } from '../../migration/index.js';
import { isThroughFile, type MigrateParameters, type VmModel } from '../../model/index.js';
import { until, withDeadline, type WaitOptions } from '../../support/deadline.js';
import { DeadlineError, describeError } from '../../support/errors.js';
import { tellUnlike, unlikeRegisters } from './unlike-registers.js';
import { FindingError, type FindingDetails, type VainMigration } from '../../support/finding.js';

/** Milliseconds for a destination whose connections are lost to be gone. */
const endMs = 5_000;

interface Ends {
  readonly source: RunningMachine;
  /** If it has started. */
  readonly destination: RunningMachine | undefined;
}

interface Attempt {
  readonly options: MigrateParameters;
  readonly before: VmModel;
}

/**
 * What a migration that went wrong came to, when its destination has ended: one that gave up with an exit code has refused the
 * VM, one that died of a signal has crashed on it. Either way the source is brought back to where it was.
 *
 * @returns nothing when the destination lives, or was asked to end
 * @throws EnvironmentError when the destination's end is nobody's fault but its host's
 */
export async function refusalOf(
  { source, destination }: Ends,
  { options, before }: Attempt,
  wait: WaitOptions,
): Promise<FindingError | undefined> {
  const death = destination && (await endOf(destination));
  if (!death || death.asked) return undefined;
  const own = deathFinding(death);
  if (!(own instanceof FindingError)) throw own;
  const { finding } = own;
  const said =
    death.signal === null
      ? tellComplaint(errorLines(death.lastWords)) || 'it does not say why'
      : [finding.seen, finding.signature].filter((text, at, all) => all.indexOf(text) === at).join(': ');
  const unlike = options.cpr === undefined ? await unlikeRegisters(source, destination, wait) : undefined;
  const told = unlike && tellUnlike(unlike, said);
  const complaint = `${said}${told?.words ?? ''}`;
  const came = death.signal === null ? 'refused' : 'crashed';
  const { words, ...left } = await backToSource(source, { options, before }, wait);
  const details: FindingDetails = {
    ...finding,
    ...(came === 'refused' && {
      kind: 'migration-refused',
      signature: `migration-refused ${exitReasonOf(death.lastWords) ?? 'without a word'}`,
    }),
    ...(told && { evidence: [...(finding.evidence ?? []), told.evidence] }),
    expected: 'the destination takes the VM in',
    seen: `the destination ${came === 'refused' ? `refused it: ${complaint}` : `crashed: ${complaint}`}`,
    migration: { destination: came, complaint, ...left },
  };
  const what = came === 'refused' ? 'refused the VM' : 'crashed on the VM';
  return new FindingError(
    `migrating via ${options.via}: the destination ${what}: ${complaint}${words}`,
    details,
  );
}

async function endOf({ died }: RunningMachine): Promise<Death | undefined> {
  try {
    return await withDeadline('the destination to be gone', { timeoutMs: endMs }, () => died);
  } catch (error) {
    if (error instanceof DeadlineError) return undefined;
    throw error;
  }
}

/**
 * Waits until the source has noticed. One that had nothing to wait for an answer with takes the VM for gone: then it is told to
 * go on, as whoever manages it would do.
 */
async function backToSource(
  source: RunningMachine,
  { options, before }: Attempt,
  wait: WaitOptions,
): Promise<Pick<VainMigration, 'source' | 'stuck'> & { words: string }> {
  const { via, postcopy, cpr, snapshot } = options;
  if (isThroughFile(via) && snapshot === undefined)
    return { source: 'had ended', words: '; through a file, the source has ended by then' };
  if (postcopy !== undefined || cpr !== undefined)
    return { source: 'had ended', words: '; the source has given the VM away by then' };
  const { qmp } = source;
  const { signal } = wait;
  let seen = 'nothing';
  try {
    await until('the source to be done with the migration', { ...wait, intervalMs: 10 }, async () => {
      const { status } = await qmp.execute('query-migrate', undefined, { signal });
      const { status: runstate } = await qmp.execute('query-status', undefined, { signal });
      seen = `query-migrate says ${status ?? 'none'}, its runstate is ${runstate}`;
      const isOver = status === undefined || ['failed', 'cancelled', 'completed', 'none'].includes(status);
      return (isOver && runstate !== 'finish-migrate') || undefined;
    });
    await letGo(`migrating via ${via}`, source, wait);
    const { status: runstate } = await qmp.execute('query-status', undefined, { signal });
    const mustBeTold = runstate === 'postmigrate' && before.runstate === 'running';
    if (mustBeTold) await qmp.execute('cont', undefined, { signal });
    return {
      source: 'must go on',
      words: mustBeTold ? '; the source believed that the VM had moved, and was told to go on' : '',
    };
  } catch (error) {
    signal?.throwIfAborted();
    const why = error instanceof DeadlineError ? seen : describeError(error);
    const stuck =
      error instanceof FindingError
        ? error.finding
        : {
            kind: 'migration-failed' as const,
            signature: 'migration-failed after a migration in vain: the source does not go on',
          };
    return {
      source: 'did not go on',
      stuck: { kind: stuck.kind, signature: stuck.signature, seen: why },
      words: `; and the source does not go on: ${why}`,
    };
  }
}
