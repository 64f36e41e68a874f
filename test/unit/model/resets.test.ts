import { expect } from 'chai';
import * as model from '../../../src/model/index.js';
import { modelAfter, notLaunched, onlineVcpus, refusalOfStep, type Step } from '../../../src/model/index.js';

const { boot, cont, offline, panic, poweroff, powerdown, reboot, reset, stop, stopAndCont, watchdog } = model;
const shape = { arch: 'aarch64', vcpus: 4, ramMib: 512 } as const;
const running = offline.expected(boot.expected(notLaunched(shape), undefined), 2);
const once = { times: 1 };

function step(operation: model.OperationModel, parameters: unknown, ...meanwhile: Step[]): Step {
  return { operation, parameters, meanwhile };
}

describe('a VM that is reset while it does not run', () => {
  const stopped = [
    stop.expected(running, undefined),
    poweroff.expected(running, {}),
    powerdown.expected(running, undefined),
    panic.expected(running, {}),
    watchdog.expected(running, { action: 'pause' }),
  ];

  it('stays so with only the boot vCPU powered on, and boots with cont', () => {
    for (const before of stopped) {
      const after = reset.expected(before, once);
      expect(after, before.runstate).to.include({ runstate: 'prelaunch', boots: 1 });
      expect(onlineVcpus(after)).to.deep.equal([0]);
      const up = cont.expected(after, undefined);
      expect(up).to.include({ runstate: 'running', boots: 2 });
      expect(onlineVcpus(up)).to.deep.equal([0, 1, 2, 3]);
    }
  });

  it('cannot be let run before that when it was shut down, and that is for QEMU to refuse', () => {
    const shutDown = poweroff.expected(running, {});
    expect(cont.refusal(shutDown, undefined)?.because).to.equal('refused');
    expect(cont.refusal(reset.expected(shutDown, once), undefined)).to.equal(undefined);
  });
});

describe('a guest that is coming up', () => {
  const none = notLaunched(shape);

  it('boots once, however often it is reset meanwhile', () => {
    const booting = step(boot, undefined, step(reset, { times: 3 }), step(reset, once));
    expect(modelAfter(none, booting)).to.include({ boots: 1, runstate: 'running' });
    expect(model.eventsOfStep(none, booting).RESET).to.equal(4);
    const resetting = step(reset, once, step(reset, { times: 2 }));
    expect(modelAfter(running, resetting).boots).to.equal(2);
    expect(model.eventsOfStep(running, resetting).RESET).to.equal(3);
  });

  it('may be paused for a moment, but not for good, and can do nothing itself', () => {
    const refusal = (inner: Step) => refusalOfStep(none, step(boot, undefined, inner))?.reason;
    expect(refusal(step(stopAndCont, 5))).to.equal(undefined);
    expect(refusal(step(stop, undefined))).to.include('never come up');
    expect(refusal(step(reboot, { by: 'sysrq' }))).to.include('not up yet');
    expect(refusal(step(poweroff, {}))).to.include('boot could not go on');
  });
});

describe('stop and cont', () => {
  it('change nothing, and tell of nothing, where there is nothing to change', () => {
    const paused = stop.expected(running, undefined);
    expect(stop.expected(paused, undefined)).to.equal(paused);
    expect(stop.events(paused, undefined)).to.deep.equal(model.noEvents);
    expect(cont.expected(running, undefined)).to.deep.equal(running);
    expect(cont.events(running, undefined)).to.deep.equal(model.noEvents);
  });

  it('take a guest that panicked on to its own reboot', () => {
    const panicked = panic.expected(running, {});
    expect(cont.expected(panicked, undefined)).to.include({ runstate: 'running', boots: 2 });
    expect(cont.events(panicked, undefined)).to.include({ RESUME: 1, RESET: 1 });
  });
});

describe('what a guest does to its machine from one of its vCPUs', () => {
  it('is a mistake from one that is off', () => {
    for (const operation of [poweroff, panic]) {
      expect(operation.refusal(running, { from: 2 })?.reason).to.equal('vCPU 2 is offline');
      expect(operation.refusal(running, { from: 3 })).to.equal(undefined);
    }
    expect(reboot.refusal(running, { by: 'sysrq', from: 2 })?.reason).to.equal('vCPU 2 is offline');
  });

  it('is unsupported on Arm where only x86 has a way', () => {
    expect(reboot.refusal(running, { by: 'triple-fault' })?.because).to.equal('unsupported');
    const x86 = boot.expected(notLaunched({ ...shape, arch: 'x86_64' }), undefined);
    expect(reboot.refusal(x86, { by: 'triple-fault', from: 2 })).to.equal(undefined);
  });
});
