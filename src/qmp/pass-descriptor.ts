import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { EnvironmentError, UsageError } from '../support/errors.js';

/**
 * A file, pipe or socket of this process: the number of its descriptor, or a socket that is connected. Nothing more is
 * read from a socket on this side once it was passed; close it when nobody here needs it.
 */
export type Descriptor = number | Socket;

/**
 * Sends one blank along a socket, and a descriptor with it (unix(7), SCM_RIGHTS). Between two messages QEMU skips a blank,
 * and keeps the descriptor for the next command that takes one.
 *
 * Node cannot do this. Perl can, by the bare system call: it is part of every Debian (perl-base is essential).
 *
 * @throws UsageError when the stream is no socket or the descriptor is not open; EnvironmentError when there is no perl, or the kernel refuses
 */
export async function passDescriptor(
  stream: Duplex,
  descriptor: Descriptor,
  wait: { readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
): Promise<void> {
  if (!(stream instanceof Socket))
    throw new UsageError('a descriptor can only be passed over a unix socket, and this client has none');
  const number = sendmsgNumbers[process.arch];
  if (number === undefined)
    throw new EnvironmentError(`it is not known how to pass a descriptor on ${process.arch}`);
  const { status, said } = await run(['-e', sendBlank, String(number)], stream, descriptor, wait);
  if (status === 0) return;
  throw new EnvironmentError(
    `perl could not pass a descriptor to QEMU: ${said.trim() || `it ended with ${status}`}`,
  );
}

/** Of the system call, on Linux; the newer architectures have one table (include/uapi/asm-generic/unistd.h). */
const sendmsgNumbers: Partial<Record<NodeJS.Architecture, number>> = {
  x64: 46,
  arm64: 211,
  riscv64: 211,
  loong64: 211,
};

/**
 * Sends descriptor 4 along descriptor 3. `struct iovec`, `struct cmsghdr` with its data, `struct msghdr`, as sendmsg(2) and
 * cmsg(3) have them: J is a size_t, P a pointer, i an int, and x![J] fills up to the next size_t. Both SOL_SOCKET and
 * SCM_RIGHTS are 1. What cannot be sent now can be when the socket takes more.
 */
const sendBlank = `
  my $blank = ' ';
  my $vector = pack 'P J', $blank, 1;
  my $rights = pack 'J i i i', length(pack 'J i i i', 0, 0, 0, 0), 1, 1, 4;
  my $control = pack 'a* x![J]', $rights;
  my $message = pack 'J I x![J] P J P J i x![J]', 0, 0, $vector, 1, $control, length $control, 0;
  until (syscall($ARGV[0], 3, $message, 0) == 1) {
    die "sendmsg: $!" unless $!{EAGAIN} || $!{EINTR};
    vec(my $writable = '', 3, 1) = 1;
    select undef, $writable, undef, undef;
  }
`;

function run(
  args: readonly string[],
  stream: Socket,
  descriptor: Descriptor,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal | undefined },
): Promise<{ status: number | NodeJS.Signals; said: string }> {
  return new Promise((resolve, reject) => {
    // Node takes whole milliseconds alone.
    const timeout = Math.ceil(timeoutMs);
    const perl = start(args, stream, descriptor, { timeout, ...(signal && { signal }) });
    // Node stops to read from a socket that it hands to a child; this child only writes.
    stream.resume();
    let said = '';
    perl.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    perl.on('error', (cause: NodeJS.ErrnoException) => {
      if (signal?.aborted) reject(signal.reason as Error);
      else reject(new EnvironmentError(explain(cause), { cause }));
    });
    perl.on('close', (code, killedBy) => resolve({ status: code ?? killedBy ?? 0, said }));
  });
}

/** @throws UsageError when the descriptor is none; EnvironmentError when the system has no process to give */
function start(
  args: readonly string[],
  stream: Socket,
  descriptor: Descriptor,
  limits: { readonly timeout: number; readonly signal?: AbortSignal },
): ChildProcess {
  try {
    const stdio = ['ignore', 'ignore', 'pipe', stream, descriptor] as const;
    return spawn('perl', args, { ...limits, stdio: [...stdio], killSignal: 'SIGKILL' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EBADF')
      throw new UsageError('there is no descriptor to pass to QEMU: it is not open', { cause });
    throw new EnvironmentError(explain(cause as Error), { cause });
  }
}

function explain(cause: NodeJS.ErrnoException): string {
  return cause.code === 'ENOENT'
    ? 'to pass a descriptor to QEMU takes perl, and there is none: install perl-base'
    : `cannot start perl, to pass a descriptor to QEMU: ${cause.message}`;
}
