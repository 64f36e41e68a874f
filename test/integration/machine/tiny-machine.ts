import {
  launch,
  type LaunchOptions,
  type MachineSpec,
  type RunningMachine,
} from '../../../src/machine/index.js';
import { findQemu } from '../../../src/qemu/index.js';
import { KernelDirectory } from './tiny-kernel.js';

/** The QEMU that these tests drive: the installed one, or the one that VMWRIGHT_TEST_QEMU names. */
const testedQemu = (): string => findQemu('aarch64', process.env['VMWRIGHT_TEST_QEMU']);

/** Launches machines with a tiny kernel, and takes back whatever a test left. */
export class TinyMachines implements AsyncDisposable {
  readonly files = new KernelDirectory();
  readonly #machines: RunningMachine[] = [];

  spec(changes: Partial<MachineSpec> = {}): MachineSpec {
    return {
      qemu: testedQemu(),
      arch: 'aarch64',
      accelerator: 'tcg',
      vcpus: 1,
      ramMib: 64,
      kernel: this.files.kernel,
      ...changes,
    };
  }

  async launch(changes: Partial<MachineSpec> = {}, options: LaunchOptions = {}): Promise<RunningMachine> {
    const machine = await launch(this.spec(changes), options);
    this.#machines.push(machine);
    return machine;
  }

  /** A wrapper script, or something that plays QEMU. @returns its path */
  script(...lines: string[]): string {
    return this.files.file('wrapped-qemu', `${lines.join('\n')}\n`, 0o755);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const machine of this.#machines) await machine.stop().catch(() => undefined);
    this.files[Symbol.dispose]();
  }
}
