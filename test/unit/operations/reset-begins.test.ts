import { expect } from 'chai';
import { resetBegins, type Resetter } from '../../../src/operations/reset-begins.js';
import { FindingError } from '../../../src/support/finding.js';
import { Vm } from '../../../src/vm/index.js';

const machine = {
  qemu: '/nowhere',
  arch: 'x86_64',
  accelerator: 'tcg',
  vcpus: 2,
  ramMib: 512,
  kernel: '/k',
} as const;

function newVm(): Vm {
  const guest = { user: 'root', privateKey: '', hostKey: '', marker: 'ready' };
  return new Vm({ machine, guest, logs: '/nowhere' });
}

function reset(vm: Vm, by: Resetter, byFirmware = false): void {
  const data = { guest: by === 'guest', reason: by === 'guest' ? 'guest-reset' : 'host-qmp-system-reset' };
  vm.journal.add({ process: 'qemu-1', event: 'RESET', data, at: 0, byFirmware });
}

const begins = (vm: Vm, by: Resetter, timeoutMs = 5_000) =>
  resetBegins(vm, by, 'system_reset', { timeoutMs, signal: new AbortController().signal });

async function findingOf(beginning: Promise<void>): Promise<string | undefined> {
  const error: unknown = await beginning.catch((e: unknown) => e);
  return error instanceof FindingError ? error.message : undefined;
}

describe('a reset', () => {
  it('begins with the RESET event of who asked for it, from then on', async () => {
    const vm = newVm();
    reset(vm, 'guest');
    const beginning = begins(vm, 'host');
    reset(vm, 'host');
    expect(await findingOf(beginning)).to.equal(undefined);
  });

  it('does not begin with what the firmware still makes of the one before', async () => {
    const vm = newVm();
    const beginning = begins(vm, 'host');
    reset(vm, 'guest', true);
    reset(vm, 'host');
    expect(await findingOf(beginning)).to.equal(undefined);
  });

  it('is a finding when QEMU says that somebody else has asked for it', async () => {
    const vm = newVm();
    const byGuest = begins(vm, 'host');
    reset(vm, 'guest');
    expect(await findingOf(byGuest)).to.include('says the guest asked for it');
    const byHost = begins(vm, 'guest');
    reset(vm, 'host');
    expect(await findingOf(byHost)).to.include('says the host asked for it');
  });

  it('is a finding when nothing comes of it', async () => {
    expect(await findingOf(begins(newVm(), 'host', 50))).to.include('nothing happened');
  });

  it('begins with a kernel that starts, though no event tells of it: that is for others to find', async () => {
    const vm = newVm();
    const beginning = begins(vm, 'host');
    vm.boots.kernelStarted();
    expect(await findingOf(beginning)).to.equal(undefined);
  });
});
