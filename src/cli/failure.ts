import { CommanderError } from 'commander';
import { describeError, UsageError, VmwrightError } from '../support/errors.js';
import { Interrupted } from './interrupt.js';
import { say } from './streams.js';

/** What the operating system refuses when the surroundings are broken, and not vmwright. */
const environmentCodes = new Set([
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EACCES',
  'EPERM',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
]);

/** Tells what went wrong, for people, and gives the exit status that says the same. */
export function reportFailure(error: unknown): number {
  if (error instanceof Interrupted) return error.exitStatus;
  if (error instanceof CommanderError) return reportCommanderError(error);
  if (error instanceof VmwrightError) {
    say(describeError(error));
    showStack(error);
    return error instanceof UsageError ? 2 : 3;
  }
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (syscall === 'uv_cwd') {
    say('the working directory is not there any more; change to another one');
    showStack(error);
    return 3;
  }
  if (code !== undefined && environmentCodes.has(code)) {
    say(describeError(error));
    showStack(error);
    return 3;
  }
  say(`a bug in vmwright: ${describeError(error)}`);
  if (!showStack(error)) say('set VMWRIGHT_DEBUG=1 and run it again for what to put into the report');
  return 3;
}

/** commander has its own words, `error: unknown option '--job'` and a line with the nearest name. */
function reportCommanderError(error: CommanderError): number {
  // Help and version that somebody asked for come this way, too, and are printed already.
  if (error.exitCode === 0) return 0;
  // No command at all: the help was printed in the place of a message.
  if (error.code === 'commander.help') return 2;
  const [first = '', ...more] = error.message.replace(/^error: /, '').split('\n');
  say([first, ...more.map((line) => line.replace(/^\((.*)\)$/, '$1'))].join('. '));
  return 2;
}

function showStack(error: unknown): boolean {
  if (!process.env['VMWRIGHT_DEBUG']) return false;
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return true;
}
