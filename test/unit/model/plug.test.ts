import { expect } from 'chai';
import * as model from '../../../src/model/index.js';
import { notLaunched, type MachineShape, type VmModel } from '../../../src/model/index.js';

const { boot, cont, migrate, online, plug, reset, stop, unplug } = model;
const shape: MachineShape = { arch: 'x86_64', vcpus: 2, maxVcpus: 4, ramMib: 512 };
const running = boot.expected(notLaunched(shape), undefined);
const paused = stop.expected(running, undefined);

const plugOf = (value: unknown) => plug.parameters(shape).parse(value);
const plugged = (vm: VmModel, value: unknown) => plug.expected(vm, plugOf(value));
const present = ({ vcpus }: VmModel) => vcpus.flatMap((vcpu, number) => (vcpu.present ? [number] : []));
const isOnline = (vm: VmModel) => model.onlineVcpus(vm);

describe('a machine with free slots', () => {
  it('has a plugged vCPU at once, which is offline until it is asked for', () => {
    const more = plugged(running, 3);
    expect(present(more)).to.deep.equal([0, 1, 3]);
    expect(isOnline(more)).to.deep.equal([0, 1]);
    expect(isOnline(online.expected(more, 3))).to.deep.equal([0, 1, 3]);
  });

  it('has one that was plugged before the guest started online with the others', () => {
    const vm = boot.expected(notLaunched(shape), boot.parameters(shape).parse({ plug: ['last'] }));
    expect(isOnline(vm)).to.deep.equal([0, 1, 3]);
    const wrong = boot.parameters(shape).safeParse({ plug: [1] });
    expect(wrong.error?.issues[0]?.message).to.equal('vCPU 1 is there from the start');
  });

  it('has every plugged vCPU online after a reset', () => {
    expect(isOnline(reset.expected(plugged(running, 2), { times: 1 }))).to.deep.equal([0, 1, 2]);
  });

  it('has a slot free again after an unplug, of a vCPU from the start too', () => {
    expect(present(unplug.expected(plugged(running, 2), 2))).to.deep.equal([0, 1]);
    expect(present(unplug.expected(running, 1))).to.deep.equal([0]);
  });

  it('keeps a vCPU that a paused guest is asked for until it runs', () => {
    const asked = unplug.expected(paused, 1);
    expect(present(asked)).to.deep.equal([0, 1]);
    expect(present(cont.expected(asked, undefined))).to.deep.equal([0]);
  });

  it('is not paused in the middle of letting one go: it is chance whether it has by then', () => {
    const arrivesPaused = {
      operation: migrate,
      parameters: model.migrateOptions.parse({ via: 'unix', arrive: 'paused' }),
    };
    const go = { operation: cont, parameters: undefined };
    const refusal = (vm: VmModel, ...meanwhile: model.Step[]) =>
      model.refusalOfStep(vm, { operation: unplug, parameters: 1, meanwhile })?.reason;
    expect(refusal(running, arrivesPaused)).to.contain('it is chance');
    expect(refusal(paused, go, arrivesPaused)).to.contain('it is chance');
    expect(refusal(paused, arrivesPaused)).to.equal(undefined);
    expect(refusal(running, arrivesPaused, go)).to.equal(undefined);
  });

  it('neither plugs nor unplugs where it is chance what comes of it', () => {
    const because = (during: string, what: 'plug' | 'unplug', vcpu: number) => {
      const middle = { ...withoutFirst, during };
      return (what === 'plug' ? plug.refusal(middle, plugOf(vcpu)) : unplug.refusal(middle, vcpu))?.because;
    };
    const withoutFirst = unplug.expected(plugged(running, 2), 1);
    // The guest's ACPI is not up yet; in a later boot QEMU knows that it will be.
    expect(because('boot', 'unplug', 2)).to.equal('mistake');
    expect(because('reset', 'unplug', 2)).to.equal(undefined);
    // The guest may have let vCPU 1 go, or not yet.
    expect(because('unplug', 'plug', 1)).to.equal('mistake');
    expect(because('unplug', 'plug', 4)).to.equal('refused');
    expect(because('unplug', 'unplug', 1)).to.equal('mistake');
    expect(because('unplug', 'unplug', 2)).to.equal(undefined);
  });

  it('keeps one that the guest did not hear of because it booted', () => {
    const rebooted = {
      ...reset.expected(unplug.expected(paused, 1), { times: 1 }),
      runstate: 'paused',
    } as const;
    const after = cont.expected(rebooted, undefined);
    expect(present(after)).to.deep.equal([0, 1]);
    expect(plug.refusal(after, plugOf(2))).to.include({ because: 'mistake' });
    expect(present(unplug.expected(after, 1))).to.deep.equal([0]);
  });
});

describe('what QEMU must refuse', () => {
  const because = (vm: VmModel, value: unknown) => plug.refusal(vm, plugOf(value))?.because;

  it('of plugs: a slot that is taken or not there, an id in use, during a migration', () => {
    expect(because(running, 2)).to.equal(undefined);
    expect(because(running, 1)).to.equal('refused');
    expect(because(running, 4)).to.equal('refused');
    expect(because(plugged(running, 2), { vcpu: 3, id: 'vcpu2' })).to.equal('refused');
    expect(because({ ...running, during: migrate.name }, 2)).to.equal('refused');
  });

  it('of unplugs: the boot vCPU, one that is not there, during a migration', () => {
    const reason = (vm: VmModel, vcpu: number) => unplug.refusal(vm, vcpu)?.because;
    expect(reason(running, 1)).to.equal(undefined);
    expect(reason(running, 0)).to.equal('refused');
    expect(reason(running, 3)).to.equal('refused');
    expect(reason({ ...running, during: migrate.name }, 1)).to.equal('refused');
  });
});

describe('the value of plug', () => {
  it('is a slot, or a slot and an id', () => {
    expect(plugOf('last')).to.deep.equal({ vcpu: 3, id: 'vcpu3', isSlot: true });
    expect(plugOf({ vcpu: 2, id: 'another' })).to.deep.equal({ vcpu: 2, id: 'another', isSlot: true });
    expect(plug.describe(plugOf({ vcpu: 2, id: 'another' }))).to.equal('plug vCPU 2 as another');
    expect(plug.describe(plugOf(2))).to.equal('plug vCPU 2');
  });

  it('needs nothing of QEMU where there is no such slot: that is refused everywhere', () => {
    expect(plug.needs?.(plugOf(2))).to.deep.equal(['pluggable vCPUs']);
    expect(plug.needs?.(plugOf(9))).to.deep.equal([]);
  });

  it('tells what is wrong with it', () => {
    const message = (value: unknown) => plug.parameters(shape).safeParse(value).error?.issues[0]?.message;
    expect(message('second')).to.equal('expected a vCPU (a number, first or last), not "second"');
    expect(message({ vcpu: 2, id: '2' })).to.contain('expected an id for the device');
  });
});
