import type { Readable } from 'node:stream';
import { type Host } from '../host/index.js';
import type { QmpClient } from '../qmp/index.js';
import { CleanUp } from '../support/clean-up.js';
import { withDeadline } from '../support/deadline.js';
import { DeadlineError, formatSeconds } from '../support/errors.js';
import { UnusableQemuError } from './unusable-qemu.js';
import { monitorArguments } from './command-line.js';
import { connectMonitor, monitorIn } from './connect-monitor.js';

export interface AskWait {
  readonly host: Host;
  /** Milliseconds for all of it. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Starts a QEMU only to ask its monitor something, and ends it.
 *
 * @param machine - as after `-M`, with the arguments that it needs
 * @throws {@link UnusableQemuError} saying what was seen, when it ends or hangs in place of answering
 */
export async function askMonitor<T>(
  path: string,
  machine: readonly string[],
  wait: AskWait,
  ask: (qmp: QmpClient, pid: number) => Promise<T>,
): Promise<T> {
  await using cleanUp = new CleanUp();
  // A socket, not stdio: a wrapper script may print.
  const { host } = wait;
  const directory = cleanUp.use(await host.privateDirectory());
  const monitor = await monitorIn(directory, host);
  const argv = [
    ...[path, '-M', ...machine, '-nodefaults', '-no-user-config', '-display', 'none'],
    ...['-pidfile', directory.file('qemu.pid')],
    ...monitorArguments(monitor),
  ];
  return await run(argv, wait, async ({ ended, output, signal, pid }) => {
    const early = ended.then((how) => {
      throw new UnusableQemuError(
        `${path} is no QEMU: it ${how} in place of opening a QMP monitor${output()}`,
      );
    });
    const answered = connectMonitor(
      host,
      monitor,
      { timeoutMs: wait.timeoutMs, signal },
      { name: path },
    ).then(async (connected) => {
      await using qmp = connected;
      // A wrapper script may run QEMU as its child.
      return await ask(qmp, (await directory.processOf('qemu.pid')) ?? pid);
    });
    return Promise.race([early, answered]);
  });
}

interface Run {
  readonly pid: number;
  /** Settles with how it ended, as in `ended with exit code 1`. */
  readonly ended: Promise<string>;
  readonly stdout: () => string;
  /** What it said last, for a message. */
  readonly output: () => string;
  readonly signal: AbortSignal;
}

/** Runs a program as long as `work` takes. @throws {@link UnusableQemuError} when it takes too long */
export async function run<T>(
  argv: readonly string[],
  wait: AskWait,
  work: (run: Run) => Promise<T>,
): Promise<T> {
  const [path = ''] = argv;
  await using process = await wait.host.spawn(argv);
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
      work({ pid: process.pid, ended, stdout, output, signal }),
    );
  } catch (cause) {
    if (!(cause instanceof DeadlineError)) throw cause;
    const time = formatSeconds(wait.timeoutMs);
    throw new UnusableQemuError(`${path} is no QEMU, or hangs: for ${time} it gave no answer${output()}`, {
      cause,
    });
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
