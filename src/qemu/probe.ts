import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { GuardedProcess, PrivateDirectory } from '../host/index.js';
import { CleanUp } from '../support/clean-up.js';
import { withDeadline } from '../support/deadline.js';
import { DeadlineError, UsageError, formatSeconds } from '../support/errors.js';
import { optionValue } from './command-line.js';
import { connectMonitor } from './connect-monitor.js';
import { checkExecutable } from './find-qemu.js';

export interface MachineType {
  /** As after `-M`: `virt-7.2`. */
  readonly name: string;
  /** Another name, which means the newest version of it: `virt`. */
  readonly alias: string | undefined;
  readonly isDefault: boolean;
  readonly isDeprecated: boolean;
  /** The most vCPUs that it takes. */
  readonly cpuMax: number;
}

/** What a QEMU says of itself. */
export interface QemuProbe {
  readonly path: string;
  /** `text` is as in `7.2.22 (Debian 1:7.2+dfsg-7)`. */
  readonly version: {
    readonly major: number;
    readonly minor: number;
    readonly micro: number;
    readonly text: string;
  };
  /** The guests' architecture: `aarch64`, `x86_64`, or another that vmwright does not know. */
  readonly arch: string;
  readonly machineTypes: readonly MachineType[];
  /** Those that it was built with, as after `-accel`; whether the host can use them is another question. */
  readonly accelerators: readonly string[];
}

export interface ProbeOptions {
  /** Milliseconds until it must have said everything; 15 000 when left out. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks a QEMU executable, or a wrapper script around one, what it is. Takes some 0.1 s.
 *
 * @throws {@link UsageError} saying what was seen, when it is no QEMU or does not come up; EnvironmentError when the host
 *   cannot even try; the signal's reason
 */
export async function probeQemu(path: string, options: ProbeOptions = {}): Promise<QemuProbe> {
  const { timeoutMs = 15_000, signal } = options;
  const executable = checkExecutable(resolve(path));
  const wait = { timeoutMs, signal };
  const [facts, accelerators] = await Promise.all([
    askMonitor(executable, wait),
    askAccelerators(executable, wait),
  ]);
  return { path: executable, ...facts, accelerators };
}

interface Wait {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

async function askMonitor(path: string, wait: Wait): Promise<Omit<QemuProbe, 'path' | 'accelerators'>> {
  await using cleanUp = new CleanUp();
  // A socket, not stdio: a wrapper script may print.
  const directory = cleanUp.use(PrivateDirectory.create());
  const socket = directory.file('qmp.sock');
  const argv = [
    ...[path, '-M', 'none', '-nodefaults', '-no-user-config', '-display', 'none'],
    ...['-pidfile', directory.file('qemu.pid')],
    ...['-qmp', `unix:${optionValue(socket)},server=on,wait=off`],
  ];
  return await run(argv, wait, async ({ ended, output, signal }) => {
    const within = { timeoutMs: wait.timeoutMs, signal };
    const early = ended.then((how) => {
      throw new UsageError(`${path} is no QEMU: it ${how} in place of opening a QMP monitor${output()}`);
    });
    return Promise.race([early, ask(path, socket, within)]);
  });
}

async function ask(
  path: string,
  socket: string,
  wait: { timeoutMs: number; signal: AbortSignal },
): Promise<Omit<QemuProbe, 'path' | 'accelerators'>> {
  await using qmp = await connectMonitor(socket, wait, { name: path });
  const [version, target, machines] = await Promise.all([
    qmp.execute('query-version'),
    qmp.execute('query-target'),
    qmp.execute('query-machines'),
  ]);
  const { major, minor, micro } = version.qemu;
  const origin = version.package.trim().replace(/^\((.*)\)$/, '$1');
  return {
    version: {
      major: Number(major),
      minor: Number(minor),
      micro: Number(micro),
      text: `${major}.${minor}.${micro}${origin === '' ? '' : ` (${origin})`}`,
    },
    arch: target.arch,
    machineTypes: machines.map((machine) => ({
      name: machine.name,
      alias: machine.alias,
      isDefault: machine['is-default'] ?? false,
      isDeprecated: machine.deprecated,
      cpuMax: Number(machine['cpu-max']),
    })),
  };
}

/**
 * Only the command line lists the accelerators: `qom-list-types` would load every module, and QEMU 10.0 exits over one
 * that does not load.
 */
async function askAccelerators(path: string, wait: Wait): Promise<string[]> {
  return await run([path, '-accel', 'help'], wait, async ({ ended, stdout }) => {
    await ended;
    // A heading that ends in a colon, then one a line.
    const [, list = ''] = /^Accelerators supported.*:\n((?:[\w-]+\n?)*)/m.exec(stdout()) ?? [];
    return list.split('\n').filter((name) => name !== '');
  });
}

interface Run {
  /** Settles with how it ended, as in `ended with exit code 1`. */
  readonly ended: Promise<string>;
  readonly stdout: () => string;
  /** What it said last, for a message. */
  readonly output: () => string;
  readonly signal: AbortSignal;
}

/** Runs a program as long as `work` takes. @throws {@link UsageError} when it takes too long */
async function run<T>(argv: readonly string[], wait: Wait, work: (run: Run) => Promise<T>): Promise<T> {
  const [path = ''] = argv;
  await using process = await GuardedProcess.spawn(argv);
  const stdout = collect(process.stdout);
  const stderr = collect(process.stderr);
  const output = () => {
    const said = [stderr(), stdout()]
      .map((text) => text.trim().split('\n').slice(-2).join(' | '))
      .filter(Boolean);
    return said.length === 0 ? ', and said nothing' : `, and said: ${said.join(' | ').slice(0, 300)}`;
  };
  const ended = process.ended.then(({ exitCode, signal }) =>
    signal ? `was killed by ${signal}` : `ended with exit code ${exitCode ?? 'unknown'}`,
  );
  try {
    return await withDeadline(`${path} to tell what it is`, wait, (signal) =>
      work({ ended, stdout, output, signal }),
    );
  } catch (cause) {
    if (!(cause instanceof DeadlineError)) throw cause;
    const time = formatSeconds(wait.timeoutMs);
    throw new UsageError(`${path} is no QEMU, or hangs: for ${time} it gave no answer${output()}`, { cause });
  }
}

/** @returns what gives the first part of what a program printed; the rest is read and dropped */
function collect(stream: Readable): () => string {
  let text = '';
  stream.on('data', (bytes: Buffer) => {
    if (text.length < 10_000) text += bytes.toString();
  });
  return () => text;
}
