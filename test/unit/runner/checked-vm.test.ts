import { tmpdir } from 'node:os';
import { expect } from 'chai';
import { boot, noEvents, type BootParameters, type VmModel } from '../../../src/model/index.js';
import type { Operation } from '../../../src/operations/index.js';
import { CheckedVm } from '../../../src/runner/checked-vm.js';
import { FindingError } from '../../../src/support/finding.js';
import { Vm } from '../../../src/vm/index.js';

const shape = { arch: 'aarch64', vcpus: 2, ramMib: 64 } as const;

/** One that was never launched. */
const newVm = () =>
  new Vm({
    machine: { ...shape, qemu: '/nonexistent', accelerator: 'tcg', kernel: '/nonexistent' },
    guest: { user: 'root', privateKey: '', hostKey: '', marker: 'ready' },
    logs: tmpdir(),
  });

/** A boot that does something else. */
const scripted = (perform: (vm: Vm, signal: AbortSignal, before: VmModel) => Promise<void>) => {
  const operation: Operation<BootParameters | undefined> = {
    ...boot,
    events: () => ({ ...noEvents, RESET: 1 }),
    perform: (vm, _, { signal, before }) => perform(vm, signal, before),
  };
  return { operation: operation as Operation, parameters: undefined };
};

/** Waits until it is told to stop. */
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );

const never = new AbortController().signal;
const panic = new FindingError('the kernel panicked', { kind: 'guest-panic', signature: 'guest-panic' });

describe('CheckedVm', () => {
  it('ends a step as soon as trouble is reported, and makes it the finding', async () => {
    const checked = new CheckedVm(newVm(), shape);
    const findings = await checked.take(
      scripted((vm, signal) => {
        setImmediate(() => vm.trouble.report(panic));
        return untilAborted(signal);
      }),
      never,
    );
    expect(findings).to.have.length(1);
    expect(findings[0]).to.include({ kind: 'guest-panic', message: 'during boot: the kernel panicked' });
  });

  it('keeps the model of before when a step failed', async () => {
    const checked = new CheckedVm(newVm(), shape);
    const { model } = checked;
    await checked.take(
      scripted(() => Promise.reject(panic)),
      never,
    );
    expect(checked.model).to.equal(model);
    expect(checked.model.runstate).to.equal('none');
  });

  it('throws the reason when it is aborted, even when trouble is the consequence', async () => {
    const abort = new AbortController();
    const reason = new Error('interrupted');
    const step = scripted((vm, signal) => {
      const waiting = untilAborted(signal);
      abort.abort(reason);
      vm.trouble.report(panic);
      return waiting;
    });
    const thrown: unknown = await new CheckedVm(newVm(), shape)
      .take(step, abort.signal)
      .catch((error: unknown) => error);
    expect(thrown).to.equal(reason);
  });

  it('lets the machine be reset during the step that resets it, and not after', async () => {
    const vm = newVm();
    let during: boolean | undefined;
    await new CheckedVm(vm, shape).take(
      scripted(() => {
        during = vm.resetExpected;
        return Promise.reject(panic);
      }),
      never,
    );
    expect(during).to.be.true;
    expect(vm.resetExpected).to.be.false;
  });

  it('throws what is no finding', async () => {
    const bug = new TypeError('x is undefined');
    const thrown: unknown = await new CheckedVm(newVm(), shape)
      .take(
        scripted(() => Promise.reject(bug)),
        never,
      )
      .catch((error: unknown) => error);
    expect(thrown).to.equal(bug);
  });
});
