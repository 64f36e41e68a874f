import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect } from 'chai';
import { until } from '../../../src/support/deadline.js';

const wait = { timeoutMs: 20_000 };

/** Prints a line when it is there, and forks, as a wrapper script does that does not `exec`. */
const forkingWrapper = ['/bin/sh', '-c', 'sleep 1000 & echo there; wait'];
const plain = ['/bin/sh', '-c', 'echo there; exec sleep 1000'];
/** Forks into a session of its own, as Python's start_new_session does; the pid file tells where to find it. */
const ownSession = [
  '/bin/sh',
  '-c',
  `setsid sh -c 'echo $$ > @DIR@/qemu.pid; echo there; sleep 1000 & wait; : @DIR@' & wait`,
];

interface Held {
  readonly vmwright: ChildProcess;
  readonly directory: string;
  readonly pid: number;
}

async function hold(way: string, command: readonly string[]): Promise<Held> {
  const fixture = new URL('fixtures/hold.ts', import.meta.url).pathname;
  const vmwright = spawn(process.execPath, ['--import', 'tsx', fixture, way, ...command], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(vmwright.stdout, 'data')) as [Buffer];
  return { vmwright, ...(JSON.parse(line.toString()) as { directory: string; pid: number }) };
}

/** The processes whose environment or command line shows that they belong to a private directory, or to a group. */
function remainders({ directory, pid }: Held): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
        const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const isOfGroup = Number(group) === pid;
        return (
          state !== 'Z' && (isOfGroup || readFileSync(`/proc/${name}/cmdline`, 'latin1').includes(directory))
        );
      } catch {
        return false;
      }
    });
}

async function everythingGone(held: Held): Promise<void> {
  await until('everything to be gone', { ...wait, seen: () => remainders(held).join() }, () =>
    remainders(held).length === 0 && !existsSync(held.directory) ? true : undefined,
  );
}

/** The process that watches over a vmwright. */
async function guardianOf({ vmwright }: Held): Promise<number> {
  return until('the guardian', wait, () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .find((pid) => {
        try {
          const status = readFileSync(`/proc/${pid}/status`, 'utf8');
          const isChild = status.includes(`\nPPid:\t${vmwright.pid}\n`) && !status.includes('\nState:\tZ');
          return isChild && readFileSync(`/proc/${pid}/cmdline`, 'utf8').endsWith('vmwright-guardian\0');
        } catch {
          return false;
        }
      }),
  );
}

describe('nothing survives vmwright', () => {
  for (const [name, command] of Object.entries({ plain, forkingWrapper, ownSession })) {
    it(`when it is killed by SIGKILL (${name})`, async () => {
      const held = await hold('wait', command);
      expect(remainders(held)).not.to.be.empty;
      held.vmwright.kill('SIGKILL');
      await everythingGone(held);
    });
  }

  it('when its guardian was killed before', async () => {
    const held = await hold('wait', forkingWrapper);
    const first = await guardianOf(held);
    process.kill(first, 'SIGKILL');
    await until('another guardian', wait, async () =>
      (await guardianOf(held)) === first ? undefined : true,
    );
    held.vmwright.kill('SIGKILL');
    await everythingGone(held);
  });

  it('and its guardian ends with it', async () => {
    const held = await hold('wait', plain);
    const guardian = await guardianOf(held);
    held.vmwright.kill('SIGKILL');
    await until('the guardian to end', wait, () => (existsSync(`/proc/${guardian}`) ? undefined : true));
  });

  for (const way of ['exit', 'throw', 'release']) {
    it(`when it ends by itself (${way})`, async () => {
      const held = await hold(way, forkingWrapper);
      await once(held.vmwright, 'close');
      await everythingGone(held);
    });
  }
});
