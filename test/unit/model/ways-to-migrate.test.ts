import { expect } from 'chai';
import * as model from '../../../src/model/index.js';
import { firstRefusal, migrate, migrateOptions, notLaunched, offline } from '../../../src/model/index.js';

const shape = { arch: 'aarch64', vcpus: 2, ramMib: 512 } as const;
const running = model.boot.expected(notLaunched(shape), undefined);
const read = (options: object) => migrateOptions.parse(options);
const refusal = (options: object) => migrate.refusal(running, read(options));

describe('the ways to migrate', () => {
  for (const options of [
    { via: 'fd' },
    { via: 'fd', tls: 'psk' },
    { via: 'fd', postcopy: 'plain' },
    { via: 'fd', switchover: 'acknowledged' },
    { via: 'fdset', snapshot: 'background' },
    { via: 'unix', cpr: 'transfer', arrive: 'paused' },
    { via: 'file', cpr: 'exec', guest: 'busy' },
    { via: 'file-offset', cpr: 'exec' },
  ]) {
    it(`can be ${JSON.stringify(options)}`, () => {
      expect(refusal(options)).to.equal(undefined);
    });
  }

  for (const [options, why] of [
    [{ via: 'fd', multifd: 2 }, 'a socket for each channel'],
    [{ via: 'fd', postcopy: 'preempt' }, 'a second connection'],
    [{ via: 'fdset', postcopy: 'plain' }, 'both directions'],
    [{ via: 'fdset', tls: 'psk' }, 'both directions'],
    [{ via: 'tcp', cpr: 'transfer' }, 'goes via unix'],
    [{ via: 'unix', cpr: 'transfer', multifd: 2 }, 'the memory does not travel'],
    [{ via: 'unix', cpr: 'exec' }, 'through a file'],
    [{ via: 'fdset', cpr: 'exec' }, 'through a file'],
    [{ via: 'unix', cpr: 'transfer', postcopy: 'plain' }, 'neither with postcopy'],
  ] as const) {
    it(`cannot be ${JSON.stringify(options)}`, () => {
      expect(refusal(options)).to.include({ because: 'mistake' });
      expect(refusal(options)?.reason).to.contain(why);
    });
  }

  it('need of QEMU what they are called after, and of the host what passes a descriptor', () => {
    const needs = (options: object) => migrate.needs?.(read(options)) ?? [];
    expect(needs({ via: 'fd' })).to.deep.equal(['QMP command getfd with a descriptor, passed by perl']);
    expect(needs({ via: 'fdset' })).to.include('QMP command add-fd with a descriptor, passed by perl');
    const mode = 'value cpr-exec of migrate-set-parameters.mode';
    expect(needs({ via: 'file-uri', cpr: 'exec' })).to.include(mode);
  });

  it('ask for memory that can be shared where it does not travel', () => {
    const equipment = (cpr: string, via: string) => migrate.equipment?.(read({ via, cpr }));
    expect(equipment('transfer', 'unix')).to.deep.equal(['shared memory']);
    expect(equipment('exec', 'file')).to.deep.equal(['shared memory']);
    expect(equipment('reboot', 'file')).to.deep.equal([]);
  });

  it('have no middle where the VM stops at once', () => {
    const meanwhile = [{ operation: offline, parameters: [1] }];
    const step = { operation: migrate, parameters: read({ via: 'unix', cpr: 'transfer' }), meanwhile };
    const steps = [{ operation: model.boot, parameters: undefined }, step];
    expect(firstRefusal({ shape, steps })?.refusal.reason).to.contain('the VM stops at once');
  });
});
