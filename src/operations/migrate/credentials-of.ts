import {
  certificates,
  equipWithCredentials,
  sharedKey,
  type Credentials,
  type MigrationSetUp,
  type MigrationSide,
} from '../../migration/index.js';
import type { RunningMachine } from '../../machine/index.js';
import type { MigrateParameters } from '../../model/index.js';
import type { WaitOptions } from '../../support/deadline.js';

/** Gives both ends what they prove themselves with, and has their set-up use it. */
export async function withCredentials(
  tls: NonNullable<MigrateParameters['tls']>,
  setUp: Readonly<Record<MigrationSide, MigrationSetUp>>,
  ends: Readonly<Record<MigrationSide, RunningMachine>>,
  wait: WaitOptions,
): Promise<Record<MigrationSide, MigrationSetUp>> {
  const credentials = credentialsOf(tls);
  const equipped = async (side: MigrationSide): Promise<MigrationSetUp> => {
    const parameters = await equipWithCredentials(ends[side], side, credentials, wait);
    return { ...setUp[side], parameters: { ...setUp[side].parameters, ...parameters } };
  };
  return { source: await equipped('source'), destination: await equipped('destination') };
}

function credentialsOf(tls: NonNullable<MigrateParameters['tls']>): Credentials {
  switch (tls) {
    case 'psk':
      return sharedKey(true);
    case 'wrong-psk':
      return sharedKey(false);
    case 'x509':
      return certificates('fits');
    case 'wrong-name':
    case 'wrong-authority':
      return certificates(tls);
  }
}
