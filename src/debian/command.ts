import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EnvironmentError } from '../support/errors.js';

const exec = promisify(execFile);

/** Which Debian package has a program, for those that a minimal system may lack. */
const packageOf: Readonly<Record<string, string>> = {
  xz: 'xz-utils',
  flock: 'util-linux',
  'apt-get': 'apt',
  'apt-cache': 'apt',
  'dpkg-deb': 'dpkg',
  mke2fs: 'e2fsprogs',
};

/** A program that ended badly. */
export class CommandFailure extends EnvironmentError {
  constructor(
    message: string,
    /** All that it wrote to stderr, or to stdout when it wrote nothing there. */
    readonly output: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

interface CommandOptions {
  readonly cwd?: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a program of this machine to its end and gives its stdout.
 *
 * @throws EnvironmentError with what it wrote to stderr when it is missing or fails; the signal's reason on abort
 */
export async function command(
  program: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<Buffer> {
  const { cwd, signal } = options;
  try {
    const environment = {
      ...process.env,
      // Where those of a system's administration are, which any user may run.
      PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`,
      LC_ALL: 'C.UTF-8',
      DEBIAN_FRONTEND: 'noninteractive',
    };
    const { stdout } = await exec(program, args, {
      cwd,
      signal,
      env: environment,
      encoding: 'buffer',
      maxBuffer: 256 << 20,
    });
    return stdout;
  } catch (cause) {
    signal?.throwIfAborted();
    throw explain(program, args, cause);
  }
}

function explain(program: string, args: readonly string[], cause: unknown): EnvironmentError {
  const { code, stderr, stdout } = cause as { code?: unknown; stderr?: Buffer; stdout?: Buffer };
  if (code === 'ENOENT') {
    const where = packageOf[program] ?? program;
    return new EnvironmentError(`${program} is not installed; install the Debian package ${where}`, {
      cause,
    });
  }
  const said =
    [stderr, stdout].map((stream) => stream?.toString().trim() ?? '').find((text) => text !== '') ?? '';
  // The first complaint is the one that matters; tar says the same for every file after it.
  const lines = (said || 'it said nothing').split('\n').slice(0, 4).join('\n');
  if (typeof code === 'number')
    return new CommandFailure(`${program} failed with status ${code}: ${lines}`, said);
  return new CommandFailure(`${program} ${args.slice(0, 4).join(' ')} … failed: ${lines}`, said, { cause });
}
