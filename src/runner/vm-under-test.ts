import { LocalDirectory, localHost, type Host } from '../host/index.js';
import { chooseImage } from '../image/index.js';
import type { CommandResult } from '../guest/index.js';
import { refusalOfStep, type Arch, type Equipment, type MachineShape, type VmModel } from '../model/index.js';
import { operations } from '../operations/index.js';
import { findQemu, type Accelerator } from '../qemu/index.js';
import type { QmpClient } from '../qmp/index.js';
import { CleanUp } from '../support/clean-up.js';
import { UsageError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import { Vm } from '../vm/index.js';
import { CheckedVm } from './checked-vm.js';

export interface VmOptions {
  /** Where QEMU runs. Default: this machine. */
  readonly host?: Host;
  /** Where a migration takes the VM, and the next one back from. Default: it stays on its host. */
  readonly destinationHost?: Host;
  /** Default: aarch64. */
  readonly arch?: Arch;
  /** Default: 4. */
  readonly vcpus?: number;
  /** How many vCPUs there can be, for some to be plugged. Default: as many as it starts with. */
  readonly slots?: number;
  /** What some operations need besides the usual machine: `poweroff` that QEMU `stays after shutdown`. Default: nothing. */
  readonly equipment?: readonly Equipment[];
  /** Guest memory in MiB. Default: 512. */
  readonly ramMib?: number;
  /**
   * A path, the name of one that was added, the version of one that was installed (`vmwright qemu`), or a name on PATH.
   * Default: the machine's own for the architecture.
   */
  readonly qemu?: string;
  /** Default: tcg, which every host has. */
  readonly accelerator?: Accelerator;
  /** As after `-M`. Default: the newest `virt` or `q35`. */
  readonly machineType?: string;
  /** The guest image by its identity, its suite, or its kernel's version. Default: that of the machine's own release. */
  readonly image?: string;
  /** A folder that is there, for console, stderr, QMP transcript and command line. Default: they are not kept. */
  readonly logs?: string;
}

/**
 * A VM for a test of one's own: every operation is checked against the model by every witness, as in a scenario.
 *
 * @example
 * await using vm = VmUnderTest.open({ vcpus: 4 });
 * await vm.take('boot');
 * await vm.take('offline', 3);
 * await vm.take('migrate', { via: 'file' });
 * await vm.take('reset');
 */
export class VmUnderTest implements AsyncDisposable {
  readonly #checked: CheckedVm;
  readonly #cleanUp: CleanUp;
  readonly #shape: MachineShape;

  private constructor(checked: CheckedVm, shape: MachineShape, cleanUp: CleanUp) {
    this.#checked = checked;
    this.#shape = shape;
    this.#cleanUp = cleanUp;
  }

  /**
   * Makes a VM; `take('boot')` launches it.
   *
   * @throws UsageError when there is no such `qemu`; EnvironmentError when QEMU or the guest image is missing
   */
  static open(options: VmOptions = {}): VmUnderTest {
    const { arch = 'aarch64', vcpus = 4, ramMib = 512, accelerator = 'tcg' } = options;
    const { slots: maxVcpus, machineType, equipment } = options;
    const { host = localHost, destinationHost = host } = options;
    // On another host it is looked for at the launch.
    const qemu = host === localHost ? findQemu(arch, options.qemu) : (options.qemu ?? `qemu-system-${arch}`);
    const image = chooseImage({ arch, image: options.image });
    const { kernel, initrd, append, user, privateKey, hostKey, marker } = image;
    const cleanUp = new CleanUp();
    const logs = options.logs ?? cleanUp.use(LocalDirectory.create()).path;
    const vm = new Vm({
      machine: {
        ...{ host, qemu, arch, accelerator, machineType, vcpus, maxVcpus, ramMib, equipment },
        ...{ kernel, initrd, append },
      },
      ...(destinationHost !== host && {
        otherPlace: { host: destinationHost, qemu: options.qemu ?? `qemu-system-${arch}` },
      }),
      guest: { user, privateKey, hostKey, marker },
      logs,
    });
    cleanUp.use(vm);
    const shape = { arch, vcpus, maxVcpus, ramMib };
    return new VmUnderTest(new CheckedVm(vm, shape), shape, cleanUp);
  }

  /** What the VM must look like now. */
  get model(): VmModel {
    return this.#checked.model;
  }

  /** The monitor of the QEMU that the VM lives in now; another one after a migration. */
  get qmp(): QmpClient {
    return this.#checked.vm.machine.qmp;
  }

  /**
   * Does an operation and checks what came of it.
   *
   * @param operation - its name, as in a scenario
   * @param value - what stands behind the name in a scenario
   * @throws FindingError when the VM turns out to be wrong
   * @throws UsageError when there is no such operation, or it may not be done now
   */
  async take(
    operation: string,
    value?: unknown,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<void> {
    await this.#step(operation, value, false, signal);
  }

  /**
   * Tries an operation that QEMU or the guest's kernel must refuse, and checks that nothing has changed: what `refused:` does
   * in a scenario.
   *
   * @throws FindingError when it was done, or the VM turns out to be wrong
   * @throws UsageError when there is no such operation, or nothing would refuse it
   */
  async refuses(
    operation: string,
    value?: unknown,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<void> {
    await this.#step(operation, value, true, signal);
  }

  async #step(name: string, value: unknown, refused: boolean, signal: AbortSignal): Promise<void> {
    const operation = operations.get(name);
    if (!operation) {
      throw new UsageError(`there is no operation ${name}; there are: ${[...operations.keys()].join(', ')}`);
    }
    const read = operation.parameters(this.#shape).safeParse(value);
    if (!read.success) {
      const why = read.error.issues.map(({ message }) => message).join('; ');
      throw new UsageError(`${name} cannot take ${JSON.stringify(value)}: ${why}`);
    }
    const step = { operation, parameters: read.data, refused };
    const refusal = refusalOfStep(this.model, step);
    if (refusal) {
      throw new UsageError(`${operation.describe(read.data)} may not be done now: ${refusal.reason}`);
    }
    const [finding] = await this.#checked.take(step, signal);
    if (finding) throw new FindingError(finding.message, finding);
  }

  /** Runs a command in the guest by its shell. @throws DeadlineError after `timeoutMs` milliseconds */
  async guest(command: string, timeoutMs = 60_000): Promise<CommandResult> {
    const session = await this.#checked.vm.guest({ timeoutMs });
    return session.run(command, { timeoutMs });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cleanUp[Symbol.asyncDispose]();
  }
}
