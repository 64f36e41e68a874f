import type { ArgumentsOf, QmpClient, ResultOf } from '../qmp/index.js';
import type { WaitOptions } from '../support/deadline.js';

/** As QEMU spells it: `multifd`, `postcopy-ram`, … */
export type Capability = ResultOf<'query-migrate-capabilities'>[number]['capability'];
type CapabilityChanges = ArgumentsOf<'migrate-set-capabilities'>['capabilities'];
export type MigrationParameters = ArgumentsOf<'migrate-set-parameters'>;

/** How one side of a migration is to go. */
export interface MigrationSetUp {
  /** Those that are on; all others are off. */
  readonly capabilities: readonly Capability[];
  /** Those that are not as {@link setUpMigration} says. */
  readonly parameters: MigrationParameters;
}

/** As every version has it. */
export const plainSetUp: MigrationSetUp = { capabilities: [], parameters: {} };

/** 16 GiB/s: as fast as it goes. QEMU's default is 32 MiB/s until 5.1 and 128 MiB/s since. */
export const unlimitedBytesPerSecond = 2 ** 34;

/** So slow that not even a guest that does nothing converges: its memory alone takes minutes. */
export const crawlBytesPerSecond = 128 * 2 ** 10;

/** QEMU's default (migration/options.c). */
const usualDowntimeMs = 300;

/**
 * Makes one side ready for a migration: it tells by MIGRATION events how that goes, it goes as fast as it can, and nothing is
 * left of an earlier attempt that failed.
 *
 * @throws QmpRefusedError when QEMU does not accept this
 */
export async function setUpMigration(
  qmp: QmpClient,
  { capabilities, parameters }: MigrationSetUp,
  { signal }: WaitOptions,
): Promise<void> {
  const [now, { mode, 'multifd-compression': compression = 'none' }] = await Promise.all([
    qmp.execute('query-migrate-capabilities', undefined, { signal }),
    qmp.execute('query-migrate-parameters', undefined, { signal }),
  ]);
  const wanted = new Set<string>(['events', ...capabilities]);
  const switchAll = async (names: readonly string[], state: boolean) => {
    const changes = names.map((capability) => ({ capability, state })) as CapabilityChanges;
    if (names.length > 0)
      await qmp.execute('migrate-set-capabilities', { capabilities: changes }, { signal });
  };
  // What an earlier attempt has left must not stand beside what is new for a moment: mapped-ram refuses any TLS, also when it
  // is to be switched off.
  const isLeft = ({ capability, state }: (typeof now)[number]) => state && !wanted.has(capability);
  await switchAll(
    now.filter(isLeft).map(({ capability }) => capability),
    false,
  );
  const { 'max-bandwidth': bandwidth = unlimitedBytesPerSecond, ...others } = parameters;
  const usual: MigrationParameters = {
    'downtime-limit': usualDowntimeMs,
    'tls-creds': '',
    ...(mode === undefined ? {} : { mode: 'normal' }),
    // Mapped-ram refuses it even without multifd.
    ...(compression === 'none' ? {} : { 'multifd-compression': 'none' }),
  };
  await qmp.execute('migrate-set-parameters', { ...usual, ...others }, { signal });
  await switchAll([...wanted], true);
  // Last: where a migration is under way, capabilities have been refused by then, and it goes on at its own pace.
  await qmp.execute('migrate-set-parameters', { 'max-bandwidth': bandwidth }, { signal });
}
