import { expect } from 'chai';
import {
  boot,
  describeStep,
  eventsOfStep,
  firstRefusal,
  migrate,
  migrateOptions,
  modelAfter,
  notLaunched,
  offline,
  reset,
  stop,
  type OperationModel,
  type Step,
  type VmModel,
} from '../../../src/model/index.js';

const shape = { arch: 'aarch64', vcpus: 2, ramMib: 512 } as const;
const step = <P>(operation: OperationModel<P>, parameters: P, more: Partial<Step> = {}): Step => ({
  operation: operation,
  parameters,
  ...more,
});
const booting = step(boot, undefined);
const via = { via: 'file', guest: 'idle' } as const;
const running: VmModel = modelAfter(notLaunched(shape), booting);
const roomy = { ...migrate, hasMiddle: true };

describe('a step that must be refused', () => {
  const lastOne = step(offline, 0, { refused: true });

  it('may be taken exactly where QEMU or the guest would refuse it, and changes nothing', () => {
    const one = modelAfter(running, step(offline, 1));
    expect(firstRefusal({ shape, steps: [booting, step(offline, 1), lastOne] })).to.equal(undefined);
    expect(modelAfter(one, lastOne)).to.equal(one);
    expect(firstRefusal({ shape, steps: [booting, lastOne] })?.refusal).to.deep.equal({
      because: 'mistake',
      reason: 'it would be done: nothing refuses it',
    });
  });

  it('is a mistake when it does not say so', () => {
    const refusal = firstRefusal({ shape, steps: [booting, step(offline, 1), step(offline, 0)] })?.refusal;
    expect(refusal?.because).to.equal('mistake');
    expect(refusal?.reason).to.include('Linux keeps one').and.include('refused:');
  });
});

describe('a step in whose middle others are taken', () => {
  const both = step(roomy, via, { meanwhile: [step(offline, 1), step(reset, { times: 1 })] });

  it('leaves behind what all of them together do, with the events of all', () => {
    const after = modelAfter(running, both);
    expect(after).to.include({ boots: 2, runstate: 'running', during: undefined });
    expect(eventsOfStep(running, both)).to.include({ STOP: 1, RESUME: 1, RESET: 1 });
    expect(describeStep(both)).to.equal('migrate via file, meanwhile offline vCPU 1, meanwhile reset');
  });

  it('tells the inner steps in whose middle they are', () => {
    let seen: string | undefined;
    const curious = { ...stop, refusal: ({ during }: VmModel) => ((seen = during), undefined) };
    firstRefusal({ shape, steps: [booting, step(roomy, via, { meanwhile: [step(curious, undefined)] })] });
    expect(seen).to.equal('migrate');
  });

  it('is a mistake where the operation has no middle, and when an inner step is one', () => {
    const bare = step(stop, undefined, { meanwhile: [step(offline, 1)] });
    expect(firstRefusal({ shape, steps: [booting, bare] })?.refusal.reason).to.include(
      'in the middle of stop',
    );
    const snapshot = migrateOptions.parse({ via: 'file', snapshot: 'background' });
    const lost = step(migrate, snapshot, { meanwhile: [step(offline, 1)] });
    expect(firstRefusal({ shape, steps: [booting, lost] })?.refusal).to.deep.equal({
      because: 'mistake',
      reason: 'what is done in the middle of a background snapshot is lost: do it afterwards',
    });
    const twice = step(roomy, via, { meanwhile: [step(offline, 1), step(offline, 1)] });
    expect(firstRefusal({ shape, steps: [booting, twice] })?.refusal.reason).to.equal(
      'meanwhile offline vCPU 1: vCPU 1 is offline already',
    );
  });
});
