import { expect } from 'chai';
import * as model from '../../../src/model/index.js';
import { notLaunched, type Arch, type VmModel } from '../../../src/model/index.js';

const { boot, cancelMigration, migrateInVain, stop } = model;

const launched = (arch: Arch = 'aarch64', vcpus = 4): VmModel =>
  boot.expected(notLaunched({ arch, vcpus, ramMib: 512 }), undefined);
const running = launched();
const paused = stop.expected(running, undefined);

const read = (value: object) => migrateInVain.parameters(running.shape).safeParse(value);
const parsed = (value: object) => migrateInVain.parameters(running.shape).parse(value);

describe('a migration in vain', () => {
  it('changes nothing', () => {
    const parameters = parsed({ via: 'unix', because: 'cancelled', at: 'active' });
    expect(migrateInVain.expected(running, parameters)).to.equal(running);
  });

  for (const [value, stops] of [
    [{ via: 'unix', because: 'cancelled', at: 'setup' }, false],
    [{ via: 'tcp', multifd: 4, because: 'cancelled', at: 'active' }, false],
    [{ via: 'file', because: 'cancelled', at: 'pre-switchover' }, true],
    [{ via: 'unix', because: 'destination-killed', at: 'active' }, false],
    [{ via: 'unix', because: 'destination-killed', at: 'device' }, true],
    [{ via: 'unix', because: 'less-memory' }, false],
    [{ via: 'unix', because: 'fewer-vcpus' }, true],
    [{ via: 'file', because: 'less-memory' }, true],
    [{ via: 'file', because: 'disk-full' }, false],
    [{ via: 'fd', because: 'destination-killed', at: 'device' }, true],
    [{ via: 'fd', because: 'fewer-vcpus' }, true],
  ] as const) {
    const parameters = parsed(value);
    it(`${stops ? 'stops' : 'does not stop'} a running VM for a moment: ${migrateInVain.describe(parameters)}`, () => {
      const count = stops ? 1 : 0;
      expect(migrateInVain.events(running, parameters)).to.deep.equal({
        ...model.noEvents,
        STOP: count,
        RESUME: count,
      });
      expect(migrateInVain.events(paused, parameters)).to.deep.equal(model.noEvents);
    });
  }

  for (const [value, why] of [
    [{ via: 'unix', because: 'cancelled' }, 'needs a moment'],
    [{ via: 'unix', because: 'fewer-vcpus', at: 'active' }, 'has its own moment'],
    [{ via: 'unix', because: 'cancelled', at: 'device' }, 'cancel at pre-switchover'],
    [{ via: 'file', because: 'destination-killed', at: 'active' }, 'there is no destination'],
    [{ via: 'unix', because: 'disk-full' }, 'via file'],
    [{ via: 'pipe', because: 'fewer-vcpus' }, 'both directions'],
    [{ via: 'file', multifd: 2, because: 'cancelled', at: 'active' }, 'multifd needs a socket'],
    [{ via: 'fd', multifd: 2, because: 'cancelled', at: 'active' }, 'multifd needs a socket'],
    [{ via: 'fdset', because: 'destination-killed', at: 'active' }, 'there is no destination'],
    [{ via: 'unix', because: 'bad-luck' }, 'expected why it is in vain'],
  ] as const) {
    it(`cannot be ${JSON.stringify(value)}`, () => {
      expect(read(value).error?.issues[0]?.message).to.contain(why);
    });
  }

  const because = (vm: VmModel, value: object) => migrateInVain.refusal(vm, parsed(value))?.because;

  it('is refused by QEMU in the middle of another one', () => {
    const value = { via: 'unix', because: 'cancelled', at: 'active' };
    expect(because({ ...running, during: 'migrate' }, value)).to.equal('refused');
    expect(because(paused, value)).to.equal(undefined);
  });

  it('is unsupported where the architecture has no such difference, or cannot see it', () => {
    for (const misfit of ['other-gic', 'more-vcpus', 'other-cpu-model']) {
      expect(because(launched('x86_64'), { via: 'unix', because: misfit }), misfit).to.equal('unsupported');
      expect(because(running, { via: 'unix', because: misfit }), misfit).to.equal(undefined);
    }
  });

  it('is a mistake with fewer vCPUs than one, or where a paused VM would have to forget that it was saved', () => {
    expect(because(launched('aarch64', 1), { via: 'unix', because: 'fewer-vcpus' })).to.equal('mistake');
    expect(because(paused, { via: 'file', because: 'other-gic' })).to.equal('mistake');
  });

  it('has a middle only while its source runs: at the switch-over nobody hears, and QEMU refuses to continue it', () => {
    const why = (at?: string) =>
      migrateInVain.whyNoMiddle?.(
        parsed({ via: 'unix', because: at ? 'destination-killed' : 'fewer-vcpus', at }),
      );
    for (const at of ['setup', 'active']) expect(why(at), at).to.equal(undefined);
    for (const at of ['pre-switchover', 'device']) expect(why(at), at).to.match(/do it at: active$/);
    expect(why()).to.match(/nobody can say when/);
  });

  it('asks for the device that its destination will miss', () => {
    const equipment = (value: object) => migrateInVain.equipment?.(parsed(value));
    expect(equipment({ via: 'unix', because: 'missing-device' })).to.deep.equal(['watchdog']);
    expect(equipment({ via: 'unix', because: 'fewer-vcpus' })).to.deep.equal([]);
  });
});

describe('a cancel with nothing to cancel', () => {
  it('changes nothing, and would change something in the middle of a migration', () => {
    expect(cancelMigration.expected(paused, undefined)).to.equal(paused);
    expect(cancelMigration.refusal(running, undefined)).to.equal(undefined);
    expect(cancelMigration.refusal({ ...running, during: 'migrate' }, undefined)?.because).to.equal(
      'mistake',
    );
  });
});
