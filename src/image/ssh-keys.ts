import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { makeFolder } from '../support/make-folder.js';

/** The keys that guests of one cache are reached with; made on this machine, never shipped. */
export interface SshKeys {
  /** The private key that opens a guest, in OpenSSH's format. */
  readonly privateKey: string;
  /** Its path; readable by the owner alone, as OpenSSH's client demands. */
  readonly privateKeyFile: string;
  /** The line for the guest's `authorized_keys`. */
  readonly publicKey: string;
  /** The host's private key, in dropbear's format. */
  readonly dropbearHostKey: Buffer;
  /** What a guest must show: `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
  /** The same as OpenSSH prints it: `SHA256:…`. */
  readonly hostKeyFingerprint: string;
}

/** The keys of a cache, or nothing when they are not made yet. */
export function readKeys(cache: string): SshKeys | undefined {
  const directory = join(cache, 'keys');
  const privateKeyFile = join(directory, 'id_ed25519');
  try {
    const hostKey = readFileSync(join(directory, 'host_ed25519.pub'), 'utf8').trim();
    const blob = Buffer.from(hostKey.split(' ')[1] ?? '', 'base64');
    return {
      privateKey: readFileSync(privateKeyFile, 'utf8'),
      privateKeyFile,
      publicKey: readFileSync(`${privateKeyFile}.pub`, 'utf8').trim(),
      dropbearHostKey: readFileSync(join(directory, 'host_ed25519.dropbear')),
      hostKey,
      hostKeyFingerprint: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`,
    };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The keys of a cache; made on the first call. Two processes may call it at the same time: both get the same keys. */
export function ensureKeys(cache: string): SshKeys {
  const present = readKeys(cache);
  if (present) return present;
  const directory = join(cache, 'keys');
  makeFolder(cache, 'VMWRIGHT_CACHE names another place');
  const fresh = mkdtempSync(`${directory}-`);
  try {
    writeKeys(fresh);
    renameSync(fresh, directory);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Another process was faster.
    const theirs = readKeys(cache);
    if (theirs) return theirs;
    throw error;
  }
  return readKeys(cache) ?? ensureKeys(cache);
}

/** Writes fresh pairs into a folder. */
export function writeKeys(directory: string): void {
  const user = generateKeyPair('vmwright');
  const host = generateKeyPair('vmwright-guest');
  const secret = { mode: 0o600 };
  writeFileSync(join(directory, 'id_ed25519'), user.private, secret);
  writeFileSync(join(directory, 'id_ed25519.pub'), `${user.public}\n`);
  writeFileSync(join(directory, 'host_ed25519.dropbear'), toDropbear(host.private), secret);
  writeFileSync(join(directory, 'host_ed25519.pub'), `${host.public.split(' ').slice(0, 2).join(' ')}\n`);
}

/** A fresh ed25519 pair. ssh2 1.17 drops a zero byte at a key's beginning, so that one pair of some hundred cannot be read back. */
export function generateKeyPair(comment: string): { readonly private: string; readonly public: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment });
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}

/**
 * An ed25519 private key as dropbear stores it: the string `ssh-ed25519`, then one of 64 bytes, private and public
 * half (dropbear's ed25519.c, buf_put_ed25519_priv_key). Strings have a length of four bytes, big-endian, before them.
 *
 * @param openssh - the key in OpenSSH's format, whose last part before comment and padding are the same two strings
 *   with the public half between them (OpenSSH's PROTOCOL.key)
 */
function toDropbear(openssh: string): Buffer {
  const blob = Buffer.from(openssh.replace(/-----[^\n]*-----|\s/g, ''), 'base64');
  const name = sshString(Buffer.from('ssh-ed25519'));
  const halves = blob.lastIndexOf(name) + name.length + 4 + 32 + 4;
  return Buffer.concat([name, sshString(blob.subarray(halves, halves + 64))]);
}

function sshString(data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, data]);
}
