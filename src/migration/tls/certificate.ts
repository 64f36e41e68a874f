import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { bits, boolean, identifier, integer, octets, sequence, set, tag, tagged, text, time } from './der.js';

/** A certificate with its key. */
export interface Certified {
  readonly name: string;
  readonly key: KeyObject;
  /** Both in PEM. */
  readonly certificate: string;
  readonly privateKey: string;
}

/** They are made for one migration. Clocks of other machines play no part, but may be a little off. */
const validMs = 24 * 3_600_000;

const oid = {
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  commonName: '2.5.4.3',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
} as const;

/** An authority of its own that signs certificates. */
export function makeAuthority(name: string): Certified {
  // keyCertSign
  return certify(name, undefined, [critical(oid.keyUsage, bits(Buffer.of(0x04), 2)), isAuthority(true)]);
}

/** A certificate for one end of a TLS connection, whose name is the host's that the other end connects to. */
export function makeCertificate(name: string, authority: Certified, end: 'server' | 'client'): Certified {
  return certify(name, authority, [
    isAuthority(false),
    // digitalSignature, keyEncipherment: QEMU asks for both (crypto/tlscredsx509.c).
    critical(oid.keyUsage, bits(Buffer.of(0xa0), 5)),
    extension(oid.extendedKeyUsage, sequence(identifier(end === 'server' ? oid.serverAuth : oid.clientAuth))),
    extension(oid.subjectAltName, sequence(tag(2, Buffer.from(name)))),
  ]);
}

/** X.509, version 3 (RFC 5280, 4.1), with an elliptic key. Node can sign but makes no certificates. */
function certify(name: string, authority: Certified | undefined, extensions: readonly Buffer[]): Certified {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm = sequence(identifier(oid.ecdsaWithSha256));
  const now = Date.now();
  const content = sequence(
    tagged(0, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    distinguishedName(authority?.name ?? name),
    sequence(time(new Date(now - validMs)), time(new Date(now + validMs))),
    distinguishedName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions)),
  );
  const signature = sign('sha256', content, authority?.key ?? privateKey);
  return {
    name,
    key: privateKey,
    certificate: pem(sequence(content, algorithm, bits(signature))),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  };
}

function distinguishedName(name: string): Buffer {
  return sequence(set(sequence(identifier(oid.commonName), text(name))));
}

function isAuthority(value: boolean): Buffer {
  return critical(oid.basicConstraints, value ? sequence(boolean(true)) : sequence());
}

function critical(id: string, value: Buffer): Buffer {
  return sequence(identifier(id), boolean(true), octets(value));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(identifier(id), octets(value));
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
