import { once } from 'node:events';
import { expect } from 'chai';
import { Subject } from 'rxjs';
import type { RunningMachine } from '../../../src/machine/index.js';
import type { FindingError } from '../../../src/support/finding.js';
import { Vm } from '../../../src/vm/index.js';
import { watchMachine } from '../../../src/vm/watch-machine.js';

const marker = 'guest ready';
const banner = '[    0.000000] Linux version 6.1.0-50-cloud (debian-kernel@lists.debian.org)';
const hostReset = { guest: false, reason: 'host-qmp-system-reset' };
const guestReset = { guest: true, reason: 'guest-reset' };

/** A VM whose QEMU says what the test lets it say. */
class Watched {
  readonly vm: Vm;
  readonly #lines = new Subject<{ text: string }>();
  readonly #events = new Subject<unknown>();

  constructor(arch: 'aarch64' | 'x86_64' = 'aarch64', status = 'running') {
    const machine = {
      qemu: '/nowhere',
      arch,
      accelerator: 'tcg',
      vcpus: 2,
      ramMib: 512,
      kernel: '/k',
    } as const;
    const guest = { user: 'root', privateKey: '', hostKey: '', marker };
    this.vm = new Vm({ machine, guest, logs: '/nowhere' });
    this.vm.bootsExpected = 1;
    this.vm.runstateExpected = 'running';
    const running = {
      spec: machine,
      died: new Promise(() => undefined),
      console: { lines$: this.#lines },
      qmp: { events: this.#events, execute: () => Promise.resolve({ status }) },
    };
    watchMachine(this.vm, running as unknown as RunningMachine, 'qemu-1', 'any');
  }

  /** The first start of the kernel and its boot. */
  booted(): this {
    return this.prints(banner, marker);
  }

  prints(...lines: string[]): this {
    for (const text of lines) this.#lines.next({ text });
    return this;
  }

  tells(event: string, data?: unknown): this {
    this.#events.next({ event, data, timestamp: { seconds: 1, microseconds: 0 } });
    return this;
  }

  async trouble(): Promise<FindingError['finding']> {
    if (!this.vm.trouble.signal.aborted) await once(this.vm.trouble.signal, 'abort');
    return (this.vm.trouble.reason as FindingError).finding;
  }

  get resets(): number {
    return this.vm.journal.countResetsSince(0);
  }
}

/** Longer than the real reason of a trouble may take to show. */
const quietMs = 1_300;
const quiet = () => new Promise((resolve) => setTimeout(resolve, quietMs));

describe('what nobody asked for', () => {
  it('is a kernel that starts once more without a RESET event, even before its guest is up', async () => {
    const twice = new Watched().prints(banner, banner);
    const told = new Watched().booted();
    told.vm.resetExpected = true;
    told.tells('RESET', hostReset).prints(banner, banner);
    expect(await twice.trouble()).to.include({ kind: 'unexpected-reset', seen: `on the console: ${banner}` });
    expect((await told.trouble()).signature).to.include('without a RESET event');
  });

  it('is a RESET event, unless the firmware of x86 makes two of one', async () => {
    const arm = new Watched().booted().tells('RESET', guestReset);
    const x86 = new Watched('x86_64').booted().tells('RESET', guestReset);
    expect(await arm.trouble()).to.include({ kind: 'unexpected-reset' });
    expect(await x86.trouble()).to.include({ kind: 'unexpected-reset' });
  });

  it('is a panic that the guest tells QEMU of', async () => {
    const { kind, seen } = await new Watched()
      .booted()
      .tells('GUEST_PANICKED', { action: 'pause' })
      .trouble();
    expect({ kind, seen }).to.deep.equal({
      kind: 'guest-panic',
      seen: 'a GUEST_PANICKED event, action pause',
    });
  });

  it('is a runstate that QEMU falls into, and that is told at once', async () => {
    for (const status of ['internal-error', 'io-error', 'shutdown', 'watchdog']) {
      const { kind, seen } = await new Watched('aarch64', status).booted().tells('STOP').trouble();
      expect({ kind, seen }).to.deep.equal({ kind: 'unexpected-stop', seen: `runstate ${status}` });
    }
  });
});

describe('what is no trouble', () => {
  it('is whatever a step asks for', async () => {
    const reset = new Watched().booted();
    reset.vm.resetExpected = true;
    reset.vm.bootsExpected = 2;
    reset.tells('RESET', hostReset).booted();
    const stopped = new Watched('aarch64', 'paused').booted().tells('STOP');
    const off = new Watched('aarch64', 'shutdown').booted();
    off.vm.runstateExpected = 'shutdown';
    off.tells('STOP');
    const panic = new Watched().booted();
    panic.vm.kernelLog.expectPanic();
    panic.prints('Kernel panic - not syncing: sysrq').tells('GUEST_PANICKED', { action: 'pause' });
    await quiet();
    const troubles = [reset, stopped, off, panic].map(({ vm }) => vm.trouble.reason?.message);
    expect(troubles).to.deep.equal([undefined, undefined, undefined, undefined]);
  });

  it('is a RESET event that comes by its own way after the banner of the kernel that it started', async () => {
    const late = new Watched().booted();
    late.vm.resetExpected = true;
    late.prints(banner).tells('RESET', hostReset);
    await quiet();
    expect(late.vm.trouble.reason?.message).to.equal(undefined);
    late.prints(banner);
    expect(await late.trouble()).to.include({ kind: 'unexpected-reset' });
  });

  it('is that SeaBIOS resets the machine again before it starts the kernel, which is not counted', async () => {
    const x86 = new Watched('x86_64').booted();
    x86.vm.bootsExpected = 2;
    x86.vm.resetExpected = true;
    x86.tells('RESET', hostReset);
    x86.vm.resetExpected = false;
    x86.tells('RESET', guestReset).tells('RESET', guestReset).booted();
    await quiet();
    expect(x86.vm.trouble.reason?.message).to.equal(undefined);
    expect(x86.resets).to.equal(1);
    x86.tells('RESET', guestReset);
    expect(x86.resets).to.equal(2);
  });
});

describe('a panic that a step asks for', () => {
  it('is expected until a kernel starts again', async () => {
    const watched = new Watched().booted();
    watched.vm.resetExpected = true;
    watched.vm.bootsExpected = 2;
    watched.vm.kernelLog.expectPanic();
    watched.prints('Kernel panic - not syncing: sysrq triggered crash', 'kernel BUG at x.c:1');
    watched.tells('RESET', guestReset).booted();
    expect(watched.vm.kernelLog.complaints).to.deep.equal([]);
    watched.prints('Kernel panic - not syncing: another');
    expect(await watched.trouble()).to.include({ kind: 'guest-panic' });
  });
});
