import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { SshCredentials } from '../../../src/host/index.js';
import { until } from '../../../src/support/deadline.js';

export type Server = 'OpenSSH' | 'dropbear';

const wait = { timeoutMs: 20_000 };
const programs: Record<Server, string> = { OpenSSH: 'sshd', dropbear: 'dropbear' };

/** Why there can be no such server here. */
export function serverLacks(server: Server): string | undefined {
  if (programPath(programs[server]) === undefined) {
    const name = server === 'OpenSSH' ? 'openssh-server' : 'dropbear-bin';
    return `${programs[server]} is not installed: apt-get install ${name}`;
  }
  return server === 'dropbear' && nssWrapper() === undefined
    ? 'libnss_wrapper.so is not installed: apt-get install libnss-wrapper'
    : undefined;
}

/** An SSH server of the test's own, with its own keys and port, which lets this user in. */
export class SshServer implements AsyncDisposable {
  private constructor(
    readonly directory: string,
    readonly credentials: SshCredentials,
    private readonly process: ChildProcess,
  ) {}

  /**
   * @param config - more lines of sshd_config
   * @param address - where it listens
   * @param prefix - what its command begins with, as `ip netns exec NAME`
   */
  static async start(
    server: Server,
    {
      config = [],
      address = '127.0.0.1',
      prefix = [],
      port: wanted,
    }: {
      readonly config?: readonly string[];
      readonly address?: string;
      readonly prefix?: readonly string[];
      readonly port?: number;
    } = {},
  ): Promise<SshServer> {
    const directory = mkdtempSync(join(tmpdir(), 'vmwright-test-ssh-'));
    const { username } = userInfo();
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(directory, 'host')]);
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(directory, 'user')]);
    const read = (name: string) => readFileSync(join(directory, name), 'utf8').trim();
    const port = wanted ?? (await freePort());
    const authorized = join(directory, 'authorized_keys');
    writeFileSync(authorized, `${read('user.pub')}\n`, { mode: 0o600 });
    const child =
      server === 'OpenSSH'
        ? startSshd(directory, authorized, address, port, config, prefix)
        : startDropbear(directory, authorized, address, port, prefix);
    const hostKey = read('host.pub').split(' ').slice(0, 2).join(' ');
    const credentials = { address, port, user: username, privateKey: read('user'), hostKey };
    const started = new SshServer(directory, credentials, child);
    try {
      if (prefix.length === 0) await listens(address, port, () => read('log'));
      return started;
    } catch (error) {
      await started[Symbol.asyncDispose]();
      throw error;
    }
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** The processes that serve one connection each, with those that do it in their name: all but the listening one. */
  serving(): number[] {
    return childrenOf(this.pid).flatMap((child) => [
      child,
      // OpenSSH forks once more, with the user's rights.
      ...childrenOf(child).filter((pid) => /sshd|dropbear/.test(commandOf(pid))),
    ]);
  }

  /** What `VMWRIGHT_SSH_CONFIG` is to name for a user of `ssh://NAME`. */
  userConfig(name: string): string {
    const { address, port, user, hostKey } = this.credentials;
    const known = join(this.directory, 'known_hosts');
    writeFileSync(known, `[${address}]:${port} ${hostKey}\n`);
    const file = join(this.directory, 'config');
    const lines = [
      `Host ${name}`,
      `  HostName ${address}`,
      `  Port ${port}`,
      `  User ${user}`,
      `  IdentityFile ${join(this.directory, 'user')}`,
      '  IdentitiesOnly yes',
      '  IdentityAgent none',
      `  UserKnownHostsFile ${known}`,
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
    return file;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const pid of [...this.serving(), this.pid]) kill(pid);
    await until('the server to end', wait, () =>
      this.process.exitCode !== null || this.process.signalCode !== null ? true : undefined,
    );
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function startSshd(
  directory: string,
  authorized: string,
  address: string,
  port: number,
  config: readonly string[],
  prefix: readonly string[],
): ChildProcess {
  // Only root's sshd needs its empty folder, which its service makes at the host's start.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const lines = [
    `ListenAddress ${address}:${port}`,
    `HostKey ${join(directory, 'host')}`,
    `AuthorizedKeysFile ${authorized}`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication no',
    'UseDNS no',
    // This user's own cache stays as it is.
    `SetEnv XDG_CACHE_HOME=${join(directory, 'cache')}`,
    ...config,
  ];
  const file = join(directory, 'sshd_config');
  writeFileSync(file, `${lines.join('\n')}\n`);
  // sshd starts itself anew for each connection, by its whole path.
  const sshd = programPath('sshd') ?? 'sshd';
  const argv = [...prefix, sshd, '-D', '-f', file, '-E', join(directory, 'log')];
  return spawn(argv[0] ?? '', argv.slice(1), { stdio: 'ignore' });
}

/**
 * Dropbear takes the keys that let in from the user's home alone. That of this user stays as it is: the server is told of
 * another one, by a library that answers for /etc/passwd.
 */
function startDropbear(
  directory: string,
  authorized: string,
  address: string,
  port: number,
  prefix: readonly string[],
): ChildProcess {
  const key = join(directory, 'host.dropbear');
  execFileSync('dropbearkey', ['-t', 'ed25519', '-f', key], { stdio: 'ignore' });
  const shown = execFileSync('dropbearkey', ['-y', '-f', key], { encoding: 'utf8' });
  writeFileSync(join(directory, 'host.pub'), /^ssh-ed25519 \S+/m.exec(shown)?.[0] ?? '');
  const { username, uid, gid } = userInfo();
  mkdirSync(join(directory, 'home/.ssh'), { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  copyFileSync(authorized, join(directory, 'home/.ssh/authorized_keys'));
  const passwd = join(directory, 'passwd');
  writeFileSync(passwd, `${username}:x:${uid}:${gid}::${join(directory, 'home')}:/bin/sh\n`);
  const group = join(directory, 'group');
  writeFileSync(group, `${username}:x:${gid}:\n`);
  const argv = [
    ...prefix,
    ...['/bin/sh', '-c', 'log=$1; shift; exec "$@" 2>"$log"', 'sh', join(directory, 'log'), 'dropbear'],
    ...['-F', '-E', '-s', '-r', key, '-p', `${address}:${port}`, '-P', join(directory, 'pid')],
  ];
  const env = {
    ...process.env,
    LD_PRELOAD: nssWrapper(),
    NSS_WRAPPER_PASSWD: passwd,
    NSS_WRAPPER_GROUP: group,
  };
  return spawn(argv[0] ?? '', argv.slice(1), { stdio: 'ignore', env });
}

function nssWrapper(): string | undefined {
  return readdirSync('/usr/lib')
    .map((folder) => `/usr/lib/${folder}/libnss_wrapper.so`)
    .find((path) => existsSync(path));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listens(address: string, port: number, log: () => string): Promise<void> {
  const seen = () => {
    try {
      return log();
    } catch {
      return 'no log';
    }
  };
  await until(`an SSH server at port ${port}`, { ...wait, seen }, async () => {
    const socket = connect(port, address);
    const found = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    return found || undefined;
  });
}

function programPath(name: string): string | undefined {
  return ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/sbin']
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
}

function childrenOf(pid: number): number[] {
  const of = (child: string) => {
    try {
      return /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${child}/status`, 'utf8'))?.[1];
    } catch {
      return undefined;
    }
  };
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && of(name) === String(pid))
    .map(Number);
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8');
  } catch {
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone.
  }
}

/** The processes whose command line has a text; words are separated by NUL bytes. */
export function processesNaming(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter((pid) => commandLine(pid).includes(text));
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}
