import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import ssh2 from 'ssh2';
import { ensureKeys, readKeys, writeKeys } from '../../../src/image/ssh-keys.js';

describe('the keys of a cache', () => {
  let cache: string;
  beforeEach(() => (cache = mkdtempSync(join(tmpdir(), 'vmwright-keys-'))));
  afterEach(() => rmSync(cache, { recursive: true }));

  it('are made once', () => {
    expect(readKeys(cache)).to.equal(undefined);
    const keys = ensureKeys(cache);
    expect(ensureKeys(cache)).to.deep.equal(keys);
    expect(readKeys(cache)).to.deep.equal(keys);
    expect(readdirSync(cache)).to.deep.equal(['keys']);
  });

  it('are for the owner’s eyes alone', () => {
    const { privateKeyFile } = ensureKeys(cache);
    expect(statSync(privateKeyFile).mode & 0o777).to.equal(0o600);
    expect(statSync(join(cache, 'keys')).mode & 0o777).to.equal(0o700);
  });

  it('can be read back, every one of hundreds', () => {
    for (let round = 0; round < 700; round++) {
      writeKeys(cache);
      const key = ssh2.utils.parseKey(readFileSync(join(cache, 'id_ed25519'), 'utf8'));
      expect(key).not.to.be.instanceOf(Error);
      expect(statSync(join(cache, 'host_ed25519.dropbear')).size).to.equal(4 + 11 + 4 + 64);
    }
  });

  it('are pairs', () => {
    const { privateKey, publicKey, hostKey, hostKeyFingerprint, dropbearHostKey } = ensureKeys(cache);
    const parsed = ssh2.utils.parseKey(privateKey);
    if (parsed instanceof Error) throw parsed;
    expect(parsed.getPublicSSH().toString('base64')).to.equal(publicKey.split(' ')[1]);

    // Dropbear's format: string "ssh-ed25519", string of private and public half; a public key ends in the same half.
    const hostBlob = Buffer.from(hostKey.split(' ')[1] ?? '', 'base64');
    expect(dropbearHostKey.length).to.equal(4 + 11 + 4 + 64);
    expect(dropbearHostKey.toString('latin1', 4, 15)).to.equal('ssh-ed25519');
    expect(dropbearHostKey.readUInt32BE(15)).to.equal(64);
    expect(dropbearHostKey.subarray(-32)).to.deep.equal(hostBlob.subarray(-32));
    expect(hostKeyFingerprint).to.match(/^SHA256:[A-Za-z0-9+/]{43}$/);
  });
});
