import { expect } from 'chai';
import * as model from '../../../src/model/index.js';
import { notLaunched, type VmModel } from '../../../src/model/index.js';

const { boot, offline, online, reset, snapshotDelete, snapshotLoad, snapshotSave, stop } = model;

const booted = boot.expected(notLaunched({ arch: 'aarch64', vcpus: 4, ramMib: 512 }), undefined);
const saved = snapshotSave.expected(offline.expected(booted, 1), 'a');

describe('a snapshot in the model', () => {
  it('changes nothing when it is saved but that it is there', () => {
    const off = offline.expected(booted, 1);
    expect(saved).to.deep.equal({ ...off, snapshots: { a: off } });
  });

  it('takes the power states back, as often as it is loaded', () => {
    const changed = offline.expected(online.expected(saved, 1), 3);
    const once = snapshotLoad.expected(changed, 'a');
    expect(once).to.deep.equal(saved);
    expect(snapshotLoad.expected(offline.expected(once, 2), 'a')).to.deep.equal(saved);
  });

  it('takes the guest back into an earlier boot, and the next reset is a new one', () => {
    const back = snapshotLoad.expected(
      reset.expected(reset.expected(saved, { times: 1 }), { times: 1 }),
      'a',
    );
    expect(back).to.include({ boot: 1, boots: 3 });
    expect(reset.expected(back, { times: 1 })).to.include({ boot: 4, boots: 4 });
  });

  it('leaves a VM running or paused as it is at the load, not as it was saved', () => {
    const paused = stop.expected(saved, undefined);
    expect(snapshotLoad.expected(paused, 'a').runstate).to.equal('paused');
    const savedPaused = snapshotSave.expected(paused, 'b');
    expect(snapshotLoad.expected({ ...savedPaused, runstate: 'running' }, 'b').runstate).to.equal('running');
  });

  it('keeps the other snapshots', () => {
    const both = snapshotSave.expected(saved, 'b');
    expect(Object.keys(snapshotLoad.expected(both, 'a').snapshots)).to.deep.equal(['a', 'b']);
    expect(Object.keys(snapshotDelete.expected(both, 'a').snapshots)).to.deep.equal(['b']);
  });

  const because = (operation: model.OperationModel<string>, vm: VmModel, tag: string) =>
    operation.refusal(vm, tag)?.because;

  it('is refused where the name is taken, or there is none, and the load stops the VM for a moment', () => {
    expect(because(snapshotSave, saved, 'a')).to.equal('refused');
    expect(because(snapshotLoad, saved, 'b')).to.equal('refused');
    const step = { operation: snapshotLoad, parameters: 'b', refused: true };
    expect(model.eventsOfStep(saved, step)).to.include({ STOP: 1, RESUME: 1 });
    expect(model.modelAfter(saved, step)).to.equal(saved);
  });

  it('is a mistake to load with other vCPUs plugged, to delete when it is not there, or in the middle of something', () => {
    const plugged = { ...saved, vcpus: [...saved.vcpus, { present: true, online: true }] };
    expect(snapshotLoad.refusal(plugged, 'a')).to.deep.include({ because: 'mistake' });
    expect(snapshotLoad.refusal(plugged, 'a')?.reason).to.contain('plugged after a was saved');
    const unplugged = { ...saved, vcpus: saved.vcpus.with(1, { present: false, online: false }) };
    expect(snapshotLoad.refusal(unplugged, 'a')?.reason).to.contain('QEMU gives up half-way');
    expect(because(snapshotDelete, saved, 'b')).to.equal('mistake');
    expect(because(snapshotSave, { ...saved, during: 'migrate' }, 'b')).to.equal('mistake');
  });

  for (const [tag, right] of [
    ['before', true],
    ['a-1', true],
    ['1', false],
    ['', false],
    ['a b', false],
    [undefined, false],
  ] as const) {
    it(`${right ? 'can' : 'cannot'} be called ${String(tag)}`, () => {
      expect(snapshotSave.parameters(booted.shape).safeParse(tag).success).to.equal(right);
    });
  }
});
