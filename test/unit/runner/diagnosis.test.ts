import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { GuestConnectionLostError, GuestHostKeyError } from '../../../src/guest/index.js';
import {
  QmpConnectionLostError,
  QmpDeadlineError,
  QmpProtocolError,
  QmpRefusedError,
} from '../../../src/qmp/index.js';
import { findingFromError, findingFromMismatch } from '../../../src/runner/diagnosis.js';
import { DeadlineError, EnvironmentError } from '../../../src/support/errors.js';
import { FindingError } from '../../../src/support/finding.js';
import { KernelLog } from '../../../src/vm/kernel-log.js';
import { Trouble } from '../../../src/vm/trouble.js';
import type { Vm } from '../../../src/vm/index.js';

/** As much of a VM as a diagnosis looks at. */
function vm({ wasLoggedInto = true, machines = [] as { logFailure: Error }[] } = {}): Vm {
  const trouble = new Trouble();
  return { trouble, kernelLog: new KernelLog(trouble), wasLoggedInto, machines } as unknown as Vm;
}

const stop = { command: 'stop' };
const lost = new GuestConnectionLostError('the guest closed the SSH connection');
const crash = new FindingError('QEMU was killed by SIGSEGV', { kind: 'qemu-crash', signature: 'SIGSEGV' });

describe('findingFromError', () => {
  it('knows by the kind of error what is wrong with the VM', async () => {
    const cases: [unknown, string][] = [
      [crash, 'qemu-crash'],
      [new QmpRefusedError(stop, 'GenericError', 'no'), 'qmp-refused'],
      [new QmpProtocolError('not QMP', Buffer.from('?')), 'qmp-protocol'],
      [new QmpConnectionLostError('lost', 'closed'), 'qemu-hang'],
      [new QmpDeadlineError(stop, 'QEMU', 30_000), 'qemu-hang'],
      [new DeadlineError('SSH', 30_000), 'guest-hang'],
      [lost, 'guest-hang'],
      [new GuestHostKeyError('another key'), 'guest-broken'],
    ];
    const kinds = cases.map(async ([error]) => (await findingFromError(vm(), 'reset', error)).kind);
    expect(await Promise.all(kinds)).to.deep.equal(cases.map(([, kind]) => kind));
  });

  it('tells a boot that hangs since its kernel misses a timer from any other', async () => {
    const hung = vm();
    hung.kernelLog.add('[   22.363437] rcu: \tPossible timer handling issue on cpu=2 timer-softirq=0');
    const error = new DeadlineError('the guest to come up (boot 1)', 240_000);
    expect((await findingFromError(hung, 'boot', error)).signature).to.equal(
      'guest-hang during boot: the guest to come up (boot N); its kernel misses timer interrupts on vCPU N',
    );
    expect((await findingFromError(vm(), 'boot', error)).signature).to.equal(
      'guest-hang during boot: the guest to come up (boot N)',
    );
  });

  it('throws what says nothing of the VM', async () => {
    const full = new EnvironmentError('the disk is full');
    const bug = new TypeError('x is not a function');
    // Before the first login, it may as well be the wrong image.
    const foreign = new GuestHostKeyError('another key');
    for (const error of [full, bug, foreign]) {
      const thrown: unknown = await findingFromError(vm({ wasLoggedInto: false }), 'reset', error).catch(
        (reason: unknown) => reason,
      );
      expect(thrown).to.equal(error);
    }
  });

  it('takes the trouble that shows a moment later for the reason of a lost connection', async () => {
    const troubled = vm();
    const finding = findingFromError(troubled, 'online', lost);
    await sleep(50);
    troubled.trouble.report(crash);
    expect(await finding).to.include({
      kind: 'qemu-crash',
      signature: 'SIGSEGV during online',
      message: 'during online: QEMU was killed by SIGSEGV',
    });
  });

  it('throws the trouble when it is of the host', async () => {
    const troubled = vm();
    const killed = new EnvironmentError('the kernel ran out of memory');
    troubled.trouble.report(killed);
    const thrown: unknown = await findingFromError(troubled, 'online', lost).catch(
      (reason: unknown) => reason,
    );
    expect(thrown).to.equal(killed);
  });

  it('throws that the logs cannot be written: a full disk has many consequences', async () => {
    const logFailure = new EnvironmentError('the log cannot be written');
    const thrown: unknown = await findingFromError(vm({ machines: [{ logFailure }] }), 'migrate', lost).catch(
      (reason: unknown) => reason,
    );
    expect(thrown).to.equal(logFailure);
  });

  it('gives two sightings of the same hang the same signature', async () => {
    const sightings = [40141, 46845].map((port) =>
      findingFromError(vm(), 'migrate', new DeadlineError(`SSH at 127.0.0.1:${port}`, 30_000)),
    );
    const [one, other] = await Promise.all(sightings);
    expect(one?.signature).to.equal(other?.signature);
  });
});

describe('findingFromMismatch', () => {
  const mismatch = (vcpu: number) => ({
    witness: 'guest',
    kind: 'state-mismatch' as const,
    fact: `vCPU ${vcpu} is online`,
    expected: 'yes',
    seen: 'no',
  });

  it('says who saw what, and what must be', () => {
    expect(findingFromMismatch(vm(), 'reset', mismatch(3))).to.include({
      kind: 'state-mismatch',
      message: 'after reset, guest says: vCPU 3 is online: no; must be: yes',
      expected: 'vCPU 3 is online: yes',
      seen: 'vCPU 3 is online: no',
    });
  });

  it('is the same bug on another vCPU, and another one after another operation', () => {
    const { signature } = findingFromMismatch(vm(), 'reset', mismatch(3));
    expect(findingFromMismatch(vm(), 'reset', mismatch(1)).signature).to.equal(signature);
    expect(findingFromMismatch(vm(), 'migrate', mismatch(3)).signature).to.not.equal(signature);
  });
});
