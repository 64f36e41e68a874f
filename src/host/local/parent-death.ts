import { spawnSync } from 'node:child_process';

/**
 * Runs in the shell between `setpriv` and the program. The kernel sends its signal when the parent dies *after* it was
 * asked to; a parent that was dead by then is noticed here.
 */
const unlessOrphaned = '[ "$PPID" = "$1" ] || exit 1; shift; exec "$@"';

let kernelCanKill: boolean | undefined;

/**
 * The command that runs `argv` such that the kernel kills it when this process dies.
 *
 * The kernel means the thread that started it, so machines are launched on Node's main thread. Where util-linux's
 * `setpriv` is missing or older than 2.33, the program runs without, and the guardian alone takes care of it.
 */
export function killedWithParent(argv: readonly string[]): [string, ...string[]] {
  kernelCanKill ??=
    spawnSync('setpriv', ['--pdeathsig', 'KILL', '--', 'true'], { stdio: 'ignore' }).status === 0;
  const shell: [string, ...string[]] = ['/bin/sh', '-c', unlessOrphaned, 'sh', String(process.pid), ...argv];
  return kernelCanKill ? ['setpriv', '--pdeathsig', 'KILL', '--', ...shell] : shell;
}
