import { inspect } from 'node:util';
import { expect } from 'chai';
import * as model from '../../../src/model/index.js';
import { notLaunched, type Arch, type VmModel } from '../../../src/model/index.js';

const { boot, cont, migrate, offline, online, reset, stop, stopAndCont } = model;
const via = { via: 'file', guest: 'idle' } as const;

function launched(vcpus = 4, arch: Arch = 'aarch64'): VmModel {
  return boot.expected(notLaunched({ arch, vcpus, ramMib: 512 }), undefined);
}

const running = launched();
const paused = stop.expected(running, undefined);
const onlineIn = (vm: VmModel) => model.onlineVcpus(vm);

describe('the model of a VM', () => {
  it('boots with every vCPU present and online, once', () => {
    expect(onlineIn(running)).to.deep.equal([0, 1, 2, 3]);
    expect(running.vcpus.every(({ present }) => present)).to.equal(true);
    expect(running).to.include({ runstate: 'running', boots: 1 });
  });

  it('takes exactly the vCPU offline and online that was named', () => {
    const off = offline.expected(running, 2);
    expect(onlineIn(off)).to.deep.equal([0, 1, 3]);
    expect(onlineIn(online.expected(off, 2))).to.deep.equal([0, 1, 2, 3]);
  });

  it('takes several vCPUs offline, those that a word means, and all back that are off', () => {
    expect(onlineIn(offline.expected(running, [1, 3]))).to.deep.equal([0, 2]);
    const off = offline.expected(running, 2);
    expect(onlineIn(offline.expected(off, 'all-but-first'))).to.deep.equal([0]);
    expect(onlineIn(offline.expected(off, 'all-but-last'))).to.deep.equal([3]);
    expect(onlineIn(online.expected(offline.expected(off, 'all-but-last'), 'all'))).to.deep.equal([
      0, 1, 2, 3,
    ]);
  });

  it('keeps a load until it is unloaded or reset, through whatever else is done', () => {
    const loaded = model.load.expected(model.load.expected(running, 'cpus'), 'memory');
    expect(loaded.loads).to.deep.equal(['cpus', 'memory']);
    expect(migrate.expected(offline.expected(loaded, 1), via).loads).to.deep.equal(loaded.loads);
    expect(reset.expected(loaded, { times: 1 }).loads).to.deep.equal([]);
    expect(model.unload.expected(loaded, undefined).loads).to.deep.equal([]);
  });

  it('keeps the power states, the runstate and the boot through a migration', () => {
    const off = offline.expected(running, 1);
    expect(migrate.expected(off, via)).to.deep.equal(off);
    const stopped = stop.expected(off, undefined);
    expect(migrate.expected(stopped, via)).to.deep.equal(stopped);
  });

  it('comes out of a reset with every vCPU back, and one boot more', () => {
    const after = reset.expected(offline.expected(offline.expected(running, 0), 3), { times: 1 });
    expect(onlineIn(after)).to.deep.equal([0, 1, 2, 3]);
    expect(after.boots).to.equal(2);
  });

  it('keeps its vCPUs as they are when it is paused', () => {
    const off = offline.expected(running, 1);
    const there = stop.expected(off, undefined);
    expect(there).to.deep.equal({ ...off, runstate: 'paused' });
    expect(cont.expected(there, undefined)).to.deep.equal(off);
  });
});

describe('an operation is refused', () => {
  const refused = (operation: model.OperationModel, vm: VmModel, parameters?: unknown) =>
    operation.refusal(vm, parameters)?.reason;

  it('before the first boot, and boot after it', () => {
    const none = notLaunched(running.shape);
    for (const operation of [cont, migrate, offline, online, reset, stop]) {
      expect(operation.refusal(none, 1 as never), operation.name).to.include({ because: 'mistake' });
    }
    expect(refused(boot, running)).to.equal('the VM is running, and must be not yet booted');
  });

  it('when the VM is paused and it needs a guest that runs', () => {
    for (const operation of [offline, online, stopAndCont]) {
      expect(operation.refusal(paused, 1)?.reason, operation.name).to.equal(
        'the VM is paused, and must be running',
      );
    }
    expect(refused(migrate, paused, via)).to.equal(undefined);
    const yetToBoot = { ...paused, runstate: 'prelaunch' } as const;
    expect(refused(migrate, yetToBoot, via)).to.equal(undefined);
    expect(migrate.expected(yetToBoot, { ...via, arrive: 'paused' })).to.equal(yetToBoot);
  });

  it('when the vCPU is there already', () => {
    const off = offline.expected(running, 1);
    expect(refused(offline, off, 1)).to.equal('vCPU 1 is offline already');
    expect(refused(online, running, 1)).to.equal('vCPU 1 is online already');
  });

  it('when it would take the last vCPU offline', () => {
    const one = offline.expected(launched(2), 0);
    expect(refused(offline, one, 1)).to.equal('vCPU 1 is the last one online, and Linux keeps one');
  });

  it('when not one vCPU would be left, whatever takes them offline', () => {
    expect(offline.refusal(running, 'all')?.because).to.equal('mistake');
    expect(offline.refusal(running, [0, 1, 2, 3])?.because).to.equal('mistake');
    const last = offline.expected(running, 'all-but-first');
    expect(offline.refusal(last, 0)?.because).to.equal('refused');
    expect(offline.refusal(last, 'all-but-first')?.because).to.equal('mistake');
    const toggled = { vcpus: [0, 1, 2, 3], times: 2, from: 'all' } as const;
    expect(model.toggle.refusal(running, toggled)?.because).to.equal('mistake');
    expect(model.toggle.refusal(last, { ...toggled, vcpus: 0 })?.because).to.equal('mistake');
  });

  it('when the guest has that load already, or none to end', () => {
    const loaded = model.load.expected(running, 'cpus');
    expect(refused(model.load, loaded, 'cpus')).to.equal('load cpus goes on already');
    expect(refused(model.load, loaded, 'timers')).to.equal(undefined);
    expect(refused(model.unload, running)).to.equal('the guest has no load');
  });

  it('as unsupported, not as a mistake, for the boot vCPU of x86', () => {
    expect(offline.refusal(launched(2, 'x86_64'), 0)?.because).to.equal('unsupported');
    expect(refused(offline, launched(2, 'aarch64'), 0)).to.equal(undefined);
  });
});

describe('the events of an operation', () => {
  it('are a STOP and a RESUME for the migration of a running VM, and none for a paused one', () => {
    expect(migrate.events(running, via)).to.deep.equal({ ...model.noEvents, STOP: 1, RESUME: 1 });
    expect(migrate.events(paused, via)).to.deep.equal(model.noEvents);
  });

  it('hold a RESET for a reset alone', () => {
    const withReset = [boot, cont, migrate, offline, online, reset, stop].filter(
      (operation: model.OperationModel) =>
        operation.events(running, operation === migrate ? via : { times: 1 }).RESET,
    );
    expect(withReset).to.deep.equal([reset]);
  });
});

describe('a vCPU in a scenario', () => {
  const shape = { arch: 'aarch64', vcpus: 4, ramMib: 512 } as const;
  const read = (value: unknown, vcpus = 4) => offline.parameters({ ...shape, vcpus }).safeParse(value);

  it('is a number, first or last', () => {
    expect([read(0), read(3), read('first'), read('last')].map(({ data }) => data)).to.deep.equal([
      0, 3, 0, 3,
    ]);
  });

  it('may be several: a list, or a word', () => {
    const values = [[3, 'first'], 'all', 'all-but-first', 'all-but-last'];
    expect(values.map((value) => read(value).data)).to.deep.equal([[3, 0], ...values.slice(1)]);
  });

  for (const value of [4, -1, 1.5, NaN, Infinity, '1', null, [], [1, 1], [1, 4], {}, true, undefined]) {
    it(`is not ${inspect(value)}`, () => expect(read(value).success).to.equal(false));
  }

  it('that the machine does not have is told with those that it has', () => {
    expect(read(4).error?.issues[0]?.message).to.equal('there is no vCPU 4: this machine has vCPUs 0 to 3');
    expect(read(1, 1).error?.issues[0]?.message).to.equal('there is no vCPU 1: this machine has only vCPU 0');
  });
});
