import { resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { localHost, type Host } from '../host/index.js';
import { commandLine, findQemuOn, kvmPossibleOn, monitorIn, type MachineSpec } from '../qemu/index.js';
import { CleanUp } from '../support/clean-up.js';
import type { WaitOptions } from '../support/deadline.js';
import { EnvironmentError, UsageError, describeError } from '../support/errors.js';
import { checkInitrd, checkKernel } from './boot-files.js';
import { Death, deathFinding, type Ask } from './death.js';
import { MachineLogs, type LogsLocation } from './machine-logs.js';
import type { InterposedQemu, Interpose } from './interpose.js';
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
  /** Stands between QEMU's monitor and its client. */
  readonly interpose?: Interpose | undefined;
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
  const checked = await checkSpec(spec);
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
  const { host = localHost } = spec;
  const files = await bootFilesOn(host, spec);
  const directory = cleanUp.use(await host.privateDirectory());
  const monitor = await monitorIn(directory, host);
  const resources = { monitor, pidFile: directory.file('qemu.pid') };
  const commandLineOf = (any: MachineSpec) => commandLine({ ...any, ...files }, resources);
  const argv = commandLineOf(spec);
  const logs = options.logs && new MachineLogs(options.logs, shellScript(directory.path, argv));
  cleanUp.defer(() => logs?.[Symbol.dispose]());

  const process = cleanUp.use(await host.spawn(argv));
  const serial = new SerialConsole(process.stdout, process.stdin, logs?.console);
  serial.lines$.subscribe((line) => logs?.consoleLine(line));
  const stderr = new StderrLog(process.stderr, logs?.stderr);
  const ownPid = async () => (await directory.processOf('qemu.pid')) ?? process.pid;
  const interposed: InterposedQemu = {
    ...{ spec, host },
    signal: async (signal) => host.processes.signal(await ownPid(), signal),
  };
  const { interpose } = options;
  const monitorOf = {
    ...{ qemu: spec.qemu, host, address: monitor, process, stderr, transcript: logs?.qmp },
    interpose: interpose && ((stream: Duplex) => interpose(stream, interposed)),
  };
  const connect = ({ timeoutMs, signal }: WaitOptions) => openMonitor({ ...monitorOf, timeoutMs, signal });
  const qmp = cleanUp.use(await connect({ timeoutMs: options.timeoutMs ?? 30_000, signal: options.signal }));

  // A wrapper script may run QEMU as its child; the pid file has QEMU's own id.
  const pid = await ownPid();
  let ask: Ask | undefined;
  const died = endOfQemu(host, process, pid, qmp).then((end) => {
    const death = new Death(pid, end, ask, stderr.tail);
    serial.end(death.asked ? undefined : deathFinding(death));
    return death;
  });
  return new RunningMachine({
    spec,
    host,
    pid,
    commandLineOf,
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

/** Where a host has the files that a machine boots: they are put there when they are not. */
async function bootFilesOn(host: Host, { kernel, initrd }: Pick<MachineSpec, 'kernel' | 'initrd'>) {
  return {
    kernel: await host.put(kernel),
    initrd: initrd === undefined ? undefined : await host.put(initrd),
  };
}

/** @returns the specification with absolute paths, so that its command line works in any directory */
async function checkSpec(spec: MachineSpec): Promise<MachineSpec> {
  const { arch, vcpus, ramMib, host = localHost } = spec;
  if (!Number.isInteger(vcpus) || vcpus < 1)
    throw new UsageError(`a machine has 1 vCPU or more, not ${vcpus}`);
  if (!Number.isInteger(ramMib) || ramMib < 1)
    throw new UsageError(`ramMib is a whole number of MiB, not ${ramMib}`);
  const qemu = await findQemuOn(host, arch, spec.qemu);
  const kernel = resolve(spec.kernel);
  checkKernel(kernel, arch);
  const initrd = spec.initrd === undefined ? undefined : resolve(spec.initrd);
  if (initrd !== undefined) checkInitrd(initrd);
  const kvm = spec.accelerator === 'kvm' ? await kvmPossibleOn(host, arch) : undefined;
  if (kvm?.possible === false) {
    throw new EnvironmentError(`KVM cannot be used: ${kvm.reason}. The accelerator tcg works everywhere.`);
  }
  return { ...spec, qemu, kernel, initrd };
}
