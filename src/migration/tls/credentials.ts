import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { RunningMachine } from '../../machine/index.js';
import type { WaitOptions } from '../../support/deadline.js';
import type { MigrationSide } from '../ends.js';
import type { MigrationParameters } from '../set-up.js';
import { makeAuthority, makeCertificate } from './certificate.js';

/** The files that QEMU wants of one end, by their names; their folder becomes the credentials' `dir`. */
type Files = Readonly<Record<string, string>>;

/** What the two ends of a connection prove themselves with. */
export interface Credentials {
  readonly type: 'tls-creds-psk' | 'tls-creds-x509';
  readonly files: Readonly<Record<MigrationSide, Files>>;
}

/** Who the destination is to the source, whatever address it has. */
const destinationName = 'destination.vmwright.test';
const user = 'vmwright';

/** One secret, known to both ends; or two, which do not fit. */
export function sharedKey(fits: boolean): Credentials {
  const key = randomBytes(32).toString('hex');
  const other = fits ? key : randomBytes(32).toString('hex');
  const files = (secret: string): Files => ({ 'keys.psk': `${user}:${secret}\n` });
  return { type: 'tls-creds-psk', files: { source: files(key), destination: files(other) } };
}

/** A certificate for each end, and the authority that it must be signed by; or what does not fit. */
export function certificates(fits: 'fits' | 'wrong-name' | 'wrong-authority'): Credentials {
  const authority = makeAuthority('vmwright');
  const signer = fits === 'wrong-authority' ? makeAuthority('somebody else') : authority;
  const server = makeCertificate(
    fits === 'wrong-name' ? `other.${destinationName}` : destinationName,
    signer,
    'server',
  );
  const client = makeCertificate('source.vmwright.test', authority, 'client');
  return {
    type: 'tls-creds-x509',
    files: {
      source: {
        'ca-cert.pem': authority.certificate,
        'client-cert.pem': client.certificate,
        'client-key.pem': client.privateKey,
      },
      destination: {
        'ca-cert.pem': fits === 'wrong-authority' ? signer.certificate : authority.certificate,
        'server-cert.pem': server.certificate,
        'server-key.pem': server.privateKey,
      },
    },
  };
}

/**
 * Gives one end its credentials, in its private directory.
 *
 * @returns the migration parameters that use them
 * @throws QmpRefusedError when QEMU does not accept them
 */
export async function equipWithCredentials(
  { qmp, directory, host }: RunningMachine,
  side: MigrationSide,
  { type, files }: Credentials,
  { signal }: WaitOptions,
): Promise<MigrationParameters> {
  // One that was refused before may have left its own behind.
  const id = `tls-${randomBytes(6).toString('hex')}`;
  const dir = join(directory, id);
  await host.files.makeDirectory(dir);
  for (const [name, text] of Object.entries(files[side])) await host.files.write(join(dir, name), text);
  const isSource = side === 'source';
  const common = { id, dir, endpoint: isSource ? 'client' : 'server', 'verify-peer': true } as const;
  await qmp.execute(
    'object-add',
    type === 'tls-creds-psk'
      ? { 'qom-type': type, ...common, ...(isSource && { username: user }) }
      : { 'qom-type': type, ...common },
    { signal },
  );
  // Until 6.0 one is wanted over unix with a shared key as well, where it plays no part.
  return { 'tls-creds': id, 'tls-hostname': isSource ? destinationName : '' };
}
