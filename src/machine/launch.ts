import { resolve } from 'node:path';
import { GuardedProcess, PrivateDirectory } from '../host/index.js';
import { commandLine, findQemu, kvmPossible, type MachineSpec } from '../qemu/index.js';
import { CleanUp } from '../support/clean-up.js';
import type { WaitOptions } from '../support/deadline.js';
import { EnvironmentError, UsageError, describeError } from '../support/errors.js';
import { checkInitrd, checkKernel } from './boot-files.js';
import { Death, deathFinding, type Ask } from './death.js';
import { MachineLogs, type LogsLocation } from './machine-logs.js';
import { openMonitor } from './monitor.js';
import { shellScript } from './pasteable.js';
import { RunningMachine } from './running-machine.js';
import { SerialConsole } from './serial-console.js';
import { StderrLog } from './stderr-log.js';
import { endOfQemu } from './end-of-qemu.js';

export interface LaunchOptions {
  /** Milliseconds until QEMU must answer QMP; 30 000 when left out. */
  readonly timeoutMs?: number | undefined;
  /** Ends the launch; its reason is thrown, and everything is taken back. */
  readonly signal?: AbortSignal | undefined;
  /** Where the console, stderr, QMP transcript and command line are written, as they happen. */
  readonly logs?: LogsLocation | undefined;
}

/**
 * Starts QEMU, and gives the machine once its QMP monitor answers. Whether the guest boots is another question.
 *
 * A launch that fails takes everything back first.
 *
 * @throws {@link UsageError} when the specification cannot be: a kernel file that is none, a machine type or CPU model
 *   that this QEMU lacks
 * @throws {@link EnvironmentError} when the host cannot do it: memory, KVM, a port, the disk
 * @throws FindingError when QEMU crashed
 * @throws DeadlineError when QEMU lives but its monitor does not answer in time
 */
export async function launch(spec: MachineSpec, options: LaunchOptions = {}): Promise<RunningMachine> {
  options.signal?.throwIfAborted();
  const checked = checkSpec(spec);
  const cleanUp = new CleanUp();
  try {
    return await start(checked, options, cleanUp);
  } catch (error) {
    try {
      await cleanUp[Symbol.asyncDispose]();
    } catch (failure) {
      throw new EnvironmentError(`${describeError(error)}; taking the launch back failed too`, {
        cause: failure,
      });
    }
    throw error;
  }
}

async function start(spec: MachineSpec, options: LaunchOptions, cleanUp: CleanUp): Promise<RunningMachine> {
  const directory = cleanUp.use(PrivateDirectory.create());
  const resources = { qmpSocket: directory.file('qmp.sock'), pidFile: directory.file('qemu.pid') };
  const argv = commandLine(spec, resources);
  const logs = options.logs && new MachineLogs(options.logs, shellScript(directory.path, argv));
  cleanUp.defer(() => logs?.[Symbol.dispose]());

  const process = cleanUp.use(await GuardedProcess.spawn(argv));
  const serial = new SerialConsole(process.stdout, process.stdin, logs?.console);
  serial.lines$.subscribe((line) => logs?.consoleLine(line));
  const stderr = new StderrLog(process.stderr, logs?.stderr);
  const monitor = { qemu: spec.qemu, path: resources.qmpSocket, process, stderr, transcript: logs?.qmp };
  const connect = ({ timeoutMs, signal }: WaitOptions) => openMonitor({ ...monitor, timeoutMs, signal });
  const qmp = cleanUp.use(await connect({ timeoutMs: options.timeoutMs ?? 30_000, signal: options.signal }));

  // A wrapper script may run QEMU as its child; the pid file has QEMU's own id.
  const pid = directory.processOf('qemu.pid') ?? process.pid;
  let ask: Ask | undefined;
  const died = endOfQemu(process, pid, qmp).then((end) => {
    const death = new Death(pid, end, ask, stderr.tail);
    serial.end(death.asked ? undefined : deathFinding(death));
    return death;
  });
  return new RunningMachine({
    spec,
    pid,
    commandLineOf: (other) => commandLine(other, resources),
    qmp,
    console: serial,
    process,
    directory,
    logs,
    stderr,
    died,
    announce: (next) => (ask = next),
    connect,
    cleanUp: cleanUp.move(),
  });
}

/** @returns the specification with absolute paths, so that its command line works in any directory */
function checkSpec(spec: MachineSpec): MachineSpec {
  const { arch, vcpus, ramMib } = spec;
  if (!Number.isInteger(vcpus) || vcpus < 1)
    throw new UsageError(`a machine has 1 vCPU or more, not ${vcpus}`);
  if (!Number.isInteger(ramMib) || ramMib < 1)
    throw new UsageError(`ramMib is a whole number of MiB, not ${ramMib}`);
  const qemu = findQemu(arch, spec.qemu);
  const kernel = resolve(spec.kernel);
  checkKernel(kernel, arch);
  const initrd = spec.initrd === undefined ? undefined : resolve(spec.initrd);
  if (initrd !== undefined) checkInitrd(initrd);
  const kvm = kvmPossible(arch);
  if (spec.accelerator === 'kvm' && !kvm.possible) {
    throw new EnvironmentError(`KVM cannot be used: ${kvm.reason}. The accelerator tcg works everywhere.`);
  }
  return { ...spec, qemu, kernel, initrd };
}
