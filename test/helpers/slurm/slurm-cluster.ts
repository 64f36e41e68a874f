import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openSync, closeSync, rmSync, writeFileSync, chownSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, hostname } from 'node:os';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programOnPath } from '../../../src/host/index.js';
import { until } from '../../../src/support/deadline.js';

const programs = ['munged', 'slurmctld', 'slurmd', 'sbatch', 'squeue', 'sinfo'];
const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

/** Why no cluster can be started here. */
export function noSlurm(): string | undefined {
  const missing = programs.filter((name) => programOnPath(name) === undefined && !isInSbin(name));
  if (missing.length > 0)
    return `${missing.join(', ')} not installed: apt-get install slurmctld slurmd slurm-client munge`;
  return process.getuid?.() === 0 ? undefined : 'slurmd wants to be root';
}

function isInSbin(name: string): boolean {
  try {
    execFileSync('test', ['-x', `/usr/sbin/${name}`]);
    return true;
  } catch {
    return false;
  }
}

/** A cluster of this machine alone, with daemons, keys and state of its own, all gone when disposed of. */
export class SlurmCluster implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'vmwright-slurm-'));
  readonly environment = { ...process.env, PATH: path, SLURM_CONF: join(this.folder, 'slurm.conf') };
  readonly #daemons: ChildProcess[] = [];

  static async start(): Promise<SlurmCluster> {
    const cluster = new SlurmCluster();
    try {
      await cluster.#start();
      return cluster;
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Runs a command of Slurm's, and gives what it prints. */
  async run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
    const { stdout } = await promisify(execFile)(program, args, {
      cwd: this.folder,
      env: { ...this.environment, ...env },
    });
    return stdout.trim();
  }

  /** Waits until no job is left. */
  async idle(timeoutMs: number): Promise<void> {
    await until('the jobs to end', { timeoutMs, intervalMs: 500 }, async () =>
      (await this.run('squeue', ['--noheader'])) === '' ? true : undefined,
    );
  }

  async #start(): Promise<void> {
    const at = (name: string) => join(this.folder, name);
    const [controller, node] = [await freePort(), await freePort()];
    writeFileSync(at('munge.key'), Buffer.alloc(128, 7), { mode: 0o400 });
    for (const name of ['state', 'spool']) mkdirSync(at(name));
    chownSync(this.folder, 0, 0);
    const settings = {
      ClusterName: 'vmwright',
      SlurmctldHost: `${hostname()}(127.0.0.1)`,
      SlurmctldPort: controller,
      SlurmdPort: node,
      SlurmUser: 'root',
      AuthInfo: `socket=${at('munge.socket')}`,
      StateSaveLocation: at('state'),
      SlurmdSpoolDir: at('spool'),
      SlurmctldPidFile: at('slurmctld.pid'),
      SlurmdPidFile: at('slurmd.pid'),
      ProctrackType: 'proctrack/linuxproc',
      TaskPlugin: 'task/none',
      SelectType: 'select/cons_tres',
      SelectTypeParameters: 'CR_CPU',
      MailProg: '/bin/true',
      ReturnToService: 2,
    };
    writeFileSync(
      at('slurm.conf'),
      [
        ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
        `NodeName=${hostname()} NodeAddr=127.0.0.1 CPUs=${availableParallelism()} State=UNKNOWN`,
        'PartitionName=main Nodes=ALL Default=YES State=UP',
        '',
      ].join('\n'),
    );
    this.#daemon('munged', [
      ...['--foreground', '--force', `--key-file=${at('munge.key')}`, `--socket=${at('munge.socket')}`],
      ...[
        `--pid-file=${at('munged.pid')}`,
        `--log-file=${at('munged.log')}`,
        `--seed-file=${at('munged.seed')}`,
      ],
    ]);
    this.#daemon('slurmctld', ['-D', '-c']);
    this.#daemon('slurmd', ['-D', '-N', hostname()]);
    await until('the node to be idle', { timeoutMs: 90_000, intervalMs: 200 }, async () => {
      const state = await this.run('sinfo', ['--noheader', '--format=%t']).catch(() => '');
      return state === 'idle' ? true : undefined;
    });
  }

  #daemon(program: string, args: readonly string[]): void {
    const log = openSync(join(this.folder, `${program}.out`), 'w');
    this.#daemons.push(spawn(program, args, { env: this.environment, stdio: ['ignore', log, log] }));
    closeSync(log);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const daemon of this.#daemons.reverse()) {
      if (daemon.exitCode !== null || daemon.signalCode !== null || daemon.pid === undefined) continue;
      const ended = once(daemon, 'exit');
      daemon.kill('SIGTERM');
      const patience = setTimeout(() => daemon.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(patience);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}
