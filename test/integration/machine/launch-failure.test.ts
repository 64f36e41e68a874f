import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { launch, type LaunchOptions, type MachineSpec } from '../../../src/machine/index.js';
import { DeadlineError, EnvironmentError, UsageError, describeError } from '../../../src/support/errors.js';
import { FindingError } from '../../../src/support/finding.js';
import { privateDirectories } from './gone.js';
import { TinyMachines } from './tiny-machine.js';

describe('a launch that fails', () => {
  const outerTmpdir = process.env['TMPDIR'];
  let machines: TinyMachines;
  beforeEach(() => {
    machines = new TinyMachines();
    // A place of its own, where nobody else's machines come and go.
    process.env['TMPDIR'] = machines.files.path;
  });
  afterEach(async () => {
    if (outerTmpdir === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = outerTmpdir;
    await machines[Symbol.asyncDispose]();
  });

  async function failure(changes: Partial<MachineSpec>, options?: LaunchOptions): Promise<Error> {
    let machine;
    try {
      machine = await launch(machines.spec(changes), options);
    } catch (error) {
      expect(privateDirectories(machines.files.path)).to.deep.equal([]);
      return error as Error;
    }
    await machine.stop();
    throw new Error('the launch did not fail');
  }

  it('says that the kernel is none, before QEMU is started', async () => {
    const text = machines.files.file('notes', 'not a kernel');
    const empty = machines.files.file('empty', '');
    const bzImage = Buffer.alloc(1024);
    bzImage.write('HdrS', 0x202, 'latin1');
    const x86 = machines.files.file('bzImage', bzImage);
    const cases: [changes: Partial<MachineSpec>, message: string][] = [
      [{ kernel: '/nowhere/Image' }, 'the kernel /nowhere/Image cannot be read'],
      [{ kernel: machines.files.path }, 'is a directory'],
      [{ kernel: empty }, 'is empty'],
      [{ kernel: '/dev/null' }, 'is not a regular file'],
      [{ kernel: text }, 'is a file that begins with "not a kernel"'],
      [{ kernel: x86 }, 'is an x86 bzImage; an aarch64 machine boots an arm64 Image'],
      [
        {
          kernel: machines.files.file(
            'elf',
            Buffer.from('\x7fELF\x02\x01'.padEnd(18, '\0') + '\x3e\x00', 'latin1'),
          ),
        },
        'is an x86-64 ELF file; an aarch64',
      ],
      [
        {
          kernel: machines.files.file(
            'vmlinux',
            Buffer.from('\x7fELF\x02\x01'.padEnd(18, '\0') + '\xb7\x00', 'latin1'),
          ),
        },
        'is an arm64 ELF file, as vmlinux is; an aarch64 machine boots an arm64 Image',
      ],
      [{ initrd: '/nowhere/initrd' }, 'the initrd /nowhere/initrd cannot be read'],
      [{ vcpus: 1.5 }, 'not 1.5'],
      [{ ramMib: 0 }, 'not 0'],
    ];
    for (const [changes, message] of cases) {
      const error = await failure(changes);
      expect(error).to.be.instanceOf(UsageError);
      expect(error.message).to.include(message);
    }
  });

  it("says what this QEMU cannot be, in QEMU's own words and with what to do", async () => {
    const cases: [changes: Partial<MachineSpec>, ...messages: string[]][] = [
      [{ machineType: 'virt-99.1' }, 'unsupported machine type', '-M help'],
      [{ cpuModel: 'cortex-z99' }, "'cortex-z99'", '-cpu help'],
      [{ vcpus: 4000 }, 'max CPUs', 'so many vCPUs'],
      [{ extraArguments: ['-frobnicate'] }, '-frobnicate: invalid option', 'extra arguments'],
      [{ ramMib: 1 }, 'more memory'],
    ];
    for (const [changes, ...messages] of cases) {
      const error = await failure(changes);
      expect(error, error.message).to.be.instanceOf(UsageError);
      for (const message of messages) expect(error.message).to.include(message);
    }
  });

  it('tells the host from the machine', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const taken = await failure({
      extraArguments: ['-netdev', `user,id=n1,hostfwd=tcp:127.0.0.1:${port}-:23`],
    });
    expect(taken, taken.message).to.be.instanceOf(EnvironmentError);
    expect(taken.message).to.include('a port or socket is taken');
    server.close();

    const large = await failure({ ramMib: 1_000_000_000 });
    expect(large, large.message).to.be.instanceOf(EnvironmentError);
    expect(large.message).to.include('not enough memory');
  });

  it('says why KVM cannot be used', async function () {
    if (process.arch === 'arm64') this.skip();
    const error = await failure({ accelerator: 'kvm' });
    expect(error).to.be.instanceOf(EnvironmentError);
    expect(error.message).to.include('not aarch64').and.include('tcg');
  });

  it('is a finding when QEMU crashed', async () => {
    const crash = machines.script(
      '#!/bin/sh',
      `echo "qemu-system-aarch64: ../softmmu/vl.c:99: main: Assertion \\\`ready' failed." >&2`,
      'kill -s ABRT $$',
    );
    const error = await failure({ qemu: crash });
    expect(error).to.be.instanceOf(FindingError).and.have.property('finding').that.includes({
      kind: 'qemu-crash',
      signature: 'softmmu/vl.c: ready',
    });
  });

  it('ends at its deadline and at its signal', async () => {
    const hanging = machines.script('#!/bin/sh', 'echo "still loading" >&2', 'sleep 1000');
    const late = await failure({ qemu: hanging }, { timeoutMs: 300 });
    expect(late).to.be.instanceOf(DeadlineError);
    expect(late.message).to.include('still loading');
    const reason = new Error('enough');
    expect(await failure({ qemu: hanging }, { signal: AbortSignal.abort(reason) })).to.equal(reason);
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 100);
    expect(await failure({ qemu: hanging }, { signal: controller.signal })).to.equal(reason);
  });

  it('says that the logs cannot be written', async () => {
    const file = machines.files.file('in-the-way', '');
    const error = await failure({}, { logs: { directory: join(file, 'logs'), name: 'vm' } });
    expect(error).to.be.instanceOf(EnvironmentError);
    expect(describeError(error)).to.include('in-the-way').and.include('ENOTDIR');
  });

  it('is the last resort of a full disk: one that fills up later is told when the machine stops', async () => {
    const directory = join(machines.files.path, 'logs');
    mkdirSync(directory);
    symlinkSync('/dev/full', join(directory, 'vm.console.log'));
    const machine = await launch(machines.spec(), { logs: { directory, name: 'vm' } });
    await machine.console.waitForLine(/hello/, { timeoutMs: 30_000 });
    expect(machine.logFailure).to.be.instanceOf(EnvironmentError);
    const error: unknown = await machine.stop().catch((reason: unknown) => reason);
    expect(describeError(error)).to.include('vm.console.log').and.include('ENOSPC');
    expect(privateDirectories(machines.files.path)).to.deep.equal([]);
  });
});
