import type { Readable, Writable } from 'node:stream';
import type { ClientChannel } from 'ssh2';
import { connectSsh, GuestConnectionLostError } from '../guest/index.js';
import type { WaitOptions } from '../support/deadline.js';
import { sessionTarget, type LabTarget } from './target.js';

/** Whose hands and eyes a shell gets. */
export interface ShellOptions extends WaitOptions {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Left out when there is no terminal. */
  readonly terminal?: ShellTerminal | undefined;
}

/** The terminal that a shell is shown on. */
interface ShellTerminal {
  /** As in $TERM. */
  readonly name: string;
  readonly size: () => { readonly rows: number; readonly columns: number };
  /** Is told of each change of the size. @returns what stops that */
  readonly onResize: (tell: () => void) => () => void;
}

/**
 * Runs a command, or a login shell when there is none, until it ends.
 *
 * @returns its exit status, as a shell has it: 128 and more when a signal ended it
 * @throws DeadlineError when nobody answers in time; GuestConnectionLostError when the connection ends first; the signal's reason
 */
export async function openShell(
  target: LabTarget,
  command: string | undefined,
  options: ShellOptions,
): Promise<number> {
  const { client } = await connectSsh(sessionTarget(target), options);
  try {
    return await new Promise<number>((done, fail) => {
      const { signal } = options;
      signal?.addEventListener('abort', () => fail(signal.reason as Error), { once: true });
      const lost = (cause?: Error) =>
        fail(new GuestConnectionLostError('the connection to the lab ended', cause && { cause }));
      client.once('error', lost).once('close', () => lost());
      const begun = (error: Error | undefined, channel: ClientChannel) => {
        if (error) lost(error);
        else attach(channel, options, done);
      };
      const window = options.terminal && windowOf(options.terminal);
      if (command === undefined) client.shell(window ?? false, begun);
      else client.exec(command, window ? { pty: window } : {}, begun);
    });
  } finally {
    client.on('error', () => undefined);
    client.end();
  }
}

function windowOf({ name, size }: ShellTerminal) {
  const { rows, columns } = size();
  return { term: name, rows, cols: columns };
}

function attach(
  channel: ClientChannel,
  { stdin, stdout, stderr, terminal }: ShellOptions,
  done: (status: number) => void,
): void {
  let status = 255;
  const stopResizing = terminal?.onResize(() => {
    const { rows, columns } = terminal.size();
    channel.setWindow(rows, columns, 0, 0);
  });
  stdin.pipe(channel);
  channel.pipe(stdout, { end: false });
  channel.stderr.pipe(stderr, { end: false });
  channel.on('exit', (code: number | null) => (status = code ?? 255));
  channel.once('close', () => {
    stopResizing?.();
    stdin.unpipe(channel);
    done(status);
  });
}
