import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { knownHostKeys, pinnedHostKey } from '../../../src/host/ssh/known-hosts.js';

/** A key's blob begins with its type's name; what follows is whatever it is. */
function keyOf(type: string, text: string): Buffer {
  const name = Buffer.from(type);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(name.length);
  return Buffer.concat([length, name, Buffer.from(text)]);
}

const right = keyOf('ssh-ed25519', 'right');
const other = keyOf('ssh-ed25519', 'other');
const base64 = right.toString('base64');

function keysOf(text: string, name = 'arm.example', port = 22) {
  return knownHostKeys(new Map([['/home/me/.ssh/known_hosts', text]]), { name, port }, 'ssh arm.example');
}

describe('known hosts', () => {
  for (const [what, hosts] of Object.entries({
    'its name': 'arm.example',
    'one of several names': 'other,arm.example,10.0.0.1',
    'a wildcard': '*.example',
    'another case': 'ARM.example',
    'a hash': hashed('arm.example'),
  })) {
    it(`accept a key under ${what}`, () => {
      const keys = keysOf(`# a comment\n\n${hosts} ssh-ed25519 ${base64} a comment\n`);
      expect(keys.refuse(right)).to.be.undefined;
      expect(keys.types).to.deep.equal(['ssh-ed25519']);
    });
  }

  for (const [what, hosts] of Object.entries({
    'another name': 'arm.example.org',
    'an excluded name': '*.example,!arm.example',
    'another port': '[arm.example]:2222',
    "another name's hash": hashed('x86.example'),
    'a name with a dot in the place of a letter': 'arm?example.',
  })) {
    it(`do not know a key under ${what}`, () => {
      expect(keysOf(`${hosts} ssh-ed25519 ${base64}`).refuse(right)).to.include('is not known');
    });
  }

  it('know another port by the name and the port', () => {
    for (const hosts of ['[arm.example]:2222', hashed('[arm.example]:2222')])
      expect(keysOf(`${hosts} ssh-ed25519 ${base64}`, 'arm.example', 2222).refuse(right)).to.be.undefined;
    expect(keysOf(`arm.example ssh-ed25519 ${base64}`, 'arm.example', 2222).refuse(right)).to.include(
      '[arm.example]:2222 is not in /home/me/.ssh/known_hosts',
    );
  });

  it('tell an unknown key with its fingerprint, and how to accept it', () => {
    const refusal = keysOf('').refuse(right);
    expect(refusal).to.match(/^its host key ssh-ed25519 SHA256:[\w+/]{43} is not known/);
    expect(refusal).to.include('compare the fingerprint: ssh arm.example');
  });

  it('tell a key that has changed from one that is unknown', () => {
    const refusal = keysOf(`arm.example ssh-ed25519 ${base64}`).refuse(other);
    expect(refusal).to.include('has changed');
    expect(refusal).to.include("ssh-keygen -R 'arm.example'");
  });

  it('refuse a revoked key, also when it is known besides', () => {
    const text = `arm.example ssh-ed25519 ${base64}\n@revoked * ssh-ed25519 ${base64}`;
    expect(keysOf(text).refuse(right)).to.include('is revoked');
  });

  it('take a certificate authority for no key', () => {
    expect(keysOf(`@cert-authority arm.example ssh-ed25519 ${base64}`).refuse(right)).to.include(
      'is not known',
    );
  });

  it('can be one key that is told outright', () => {
    const keys = pinnedHostKey(`ssh-ed25519 ${base64} a comment\n`);
    expect(keys.refuse(right)).to.be.undefined;
    expect(keys.refuse(other)).to.include('another host key');
  });
});

function hashed(name: string): string {
  const salt = Buffer.from('0123456789abcdefghij');
  const hash = createHmac('sha1', salt).update(name).digest('base64');
  return `|1|${salt.toString('base64')}|${hash}`;
}
