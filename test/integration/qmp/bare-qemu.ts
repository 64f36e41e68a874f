import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { QmpClient, type QmpOptions } from '../../../src/qmp/index.js';

/** QEMU's program; the environment can name another one. */
export const QEMU = process.env['VMWRIGHT_TEST_QEMU'] ?? 'qemu-system-aarch64';

const WITHOUT_MACHINE = ['-M', 'none', '-display', 'none', '-nodefaults'];
const ON_DESCRIPTOR_3 = ['-chardev', 'socket,id=qmp,fd=3', '-qmp', 'chardev:qmp'];

/** A QEMU of one test, and a folder of its own for sockets. Killed at the end, whatever happened. */
export class BareQemu implements AsyncDisposable {
  readonly exited: Promise<unknown>;

  private constructor(
    readonly process: ChildProcess,
    /** For sockets and files. */
    readonly folder: string,
  ) {
    this.exited = once(process, 'exit');
  }

  /**
   * Starts a QEMU without a machine.
   *
   * @param args - more arguments; `FOLDER` in them stands for its folder
   */
  static async start(args: readonly string[] = [], program = QEMU, all = WITHOUT_MACHINE): Promise<BareQemu> {
    const folder = await mkdtemp(join(tmpdir(), 'qmp-test-'));
    const placed = [...all, ...args].map((arg) => arg.replaceAll('FOLDER', folder));
    const process = spawn(program, placed, { stdio: ['ignore', 'ignore', 'inherit', 'pipe'] });
    return new BareQemu(process, folder);
  }

  /** Starts one whose monitor is an inherited socket, and connects to it. */
  static async withClient(
    options: QmpOptions = {},
  ): Promise<{ qemu: BareQemu; qmp: QmpClient } & AsyncDisposable> {
    const qemu = await BareQemu.start(ON_DESCRIPTOR_3);
    try {
      const qmp = await QmpClient.over(qemu.inherited, options);
      const dispose = async () => {
        await qmp.close();
        await qemu[Symbol.asyncDispose]();
      };
      return { qemu, qmp, [Symbol.asyncDispose]: dispose };
    } catch (error) {
      await qemu[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Our end of QEMU's descriptor 3. */
  get inherited(): Duplex {
    return this.process.stdio[3] as Duplex;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill('SIGKILL');
    if (this.process.exitCode === null && this.process.signalCode === null) await this.exited;
    this.inherited.destroy();
    await rm(this.folder, { recursive: true, force: true });
  }
}
