import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { withDeadline, type WaitOptions } from '../../support/deadline.js';
import { NobodyListensError, type HostLostError } from '../errors.js';
import { factsScript, parseFacts, type HostFacts } from '../facts.js';
import type { GuardedProcess, Host, HostAddress, HostProcesses, PrivateDirectory } from '../host.js';
import { ForwardingRefusedError } from './connection.js';
import { Connections } from './connections.js';
import { Copies } from './copies.js';
import { Guardian } from './guardian.js';
import { HostShell, quoted } from './host-shell.js';
import { pinnedHostKey } from './known-hosts.js';
import { SshDirectory } from './ssh-directory.js';
import { SshFiles } from './ssh-files.js';
import { SshProcess, type ProcessSurroundings } from './ssh-process.js';
import type { SshCredentials, SshTarget } from './target.js';

/** Milliseconds for the guardian to take away what is left. */
const endMs = 60_000;

/**
 * Another machine, over an SSH connection. It needs an SSH server that forwards (OpenSSH, dropbear), a POSIX shell, and QEMU;
 * nothing is installed there.
 */
export class SshHost implements Host {
  readonly name: string;
  readonly files: SshFiles;
  readonly processes: HostProcesses;
  readonly #connections: Connections;
  readonly #guardian: Guardian;
  readonly #shell: HostShell;
  readonly #copies: Copies;
  readonly #surroundings: ProcessSurroundings;
  #directories = 0;
  #facts: Promise<HostFacts> | undefined;
  #disposed: Promise<void> | undefined;

  private constructor(
    target: SshTarget,
    id: string,
    connections: Connections,
    guardian: Guardian,
    shell: HostShell,
    readonly monitors: 'socket' | 'pipes',
  ) {
    this.name = target.name;
    this.#connections = connections;
    this.#guardian = guardian;
    this.#shell = shell;
    this.#surroundings = {
      ...{ name: this.name, guardian, shell },
      lost: connections.lost,
      lostBecause: () => connections.lostBecause,
      exec: (command, use) => connections.exec(command, use),
    };
    this.files = new SshFiles(this.name, shell, (argv) => this.spawn(argv));
    this.processes = processesBy(shell);
    this.#copies = new Copies(id, guardian, shell, this.files);
    void connections.lost.then(() => guardian.abandon());
  }

  /**
   * Connects and logs in.
   *
   * @throws EnvironmentError when nobody answers, the host key is not the right one, no key gets in, or there is no POSIX
   *   shell; DeadlineError; the signal's reason
   */
  static async open(
    target: SshTarget | SshCredentials,
    wait: WaitOptions = { timeoutMs: 30_000 },
  ): Promise<SshHost> {
    const full = 'privateKeys' in target ? target : targetOf(target);
    const connections = await Connections.open(full, wait);
    const id = `vmwright-${randomBytes(9).toString('hex')}`;
    try {
      return await withDeadline(`a shell on ${full.name}`, wait, async () => {
        const [guardian, shell, monitors] = await Promise.all([
          Guardian.start(full.name, id, (command, use) => connections.exec(command, use)),
          connections.exec(
            HostShell.command,
            (channel) => new HostShell(channel, full.name, () => connections.lostBecause),
          ),
          waysToMonitors(connections),
        ]);
        return new SshHost(full, id, connections, guardian, shell, monitors);
      });
    } catch (error) {
      // What was started there ends with the connection.
      await connections.close();
      throw connections.lostBecause ?? error;
    }
  }

  get address(): string | undefined {
    return this.#connections.first.addresses.theirs;
  }

  get ourAddress(): string | undefined {
    return this.#connections.first.addresses.ours;
  }

  spawn(argv: readonly string[]): Promise<GuardedProcess> {
    return SshProcess.start(this.#surroundings, argv);
  }

  async privateDirectory(): Promise<PrivateDirectory> {
    this.#directories += 1;
    const path = `${this.#guardian.root}/${this.#directories}`;
    return await SshDirectory.create(this.#shell, () => this.#connections.lostBecause !== undefined, path);
  }

  async connect(address: HostAddress, signal?: AbortSignal): Promise<Duplex> {
    signal?.throwIfAborted();
    if ('pipes' in address) return await this.#connectToPipes(address.pipes);
    // A question that costs no more, and that the server does not log.
    if ('path' in address && (await this.#shell.ask(`[ -S ${quoted(address.path)} ]`)).code !== 0)
      throw new NobodyListensError(`there is no ${address.path} on ${this.name}`);
    const stream = await this.#connections.first.forward(address);
    if (signal?.aborted) stream.destroy();
    signal?.throwIfAborted();
    return stream;
  }

  put(localPath: string): Promise<string> {
    return this.#copies.of(localPath);
  }

  async findProgram(name: string): Promise<string | undefined> {
    const { output } = await this.#shell.ask(`command -v ${quoted(name)}`);
    const path = output.trim();
    return path.startsWith('/') ? path : undefined;
  }

  facts(): Promise<HostFacts> {
    this.#facts ??= this.#shell.ask(factsScript).then(({ output }) => parseFacts(output));
    return this.#facts;
  }

  /** Settles when the connection was lost, with how. Never rejects, and never settles when it is closed from this side. */
  get lost(): Promise<HostLostError> {
    return this.#connections.lost;
  }

  /** Ends everything there, and the connection. @throws EnvironmentError when not all of it is gone in time */
  [Symbol.asyncDispose](): Promise<void> {
    this.#disposed ??= this.#dispose();
    return this.#disposed;
  }

  async #dispose(): Promise<void> {
    try {
      if (this.#connections.lostBecause) return;
      await withDeadline(`${this.name} to be left as it was`, { timeoutMs: endMs }, () =>
        Promise.race([this.#guardian.end(), this.#connections.lost]),
      );
    } finally {
      this.#guardian.abandon();
      await this.#connections.close();
    }
  }

  /** Both directions of a monitor, as one channel: a `cat` for each. */
  async #connectToPipes(pipes: string): Promise<Duplex> {
    // The end of what QEMU says is the end of both. A shell gives its background jobs no stdin but by another descriptor.
    const script = 'exec 3<&0; cat <&3 >"$1.in" & cat "$1.out"; kill "$!"';
    const process = await SshProcess.start(this.#surroundings, ['/bin/sh', '-c', script, 'sh', pipes]);
    process.stderr.resume();
    return process.stream;
  }
}

/** Whether the server forwards to unix sockets is told by trying: dropbear does since 2025.89. */
async function waysToMonitors(connections: Connections): Promise<'socket' | 'pipes'> {
  try {
    (await connections.first.forward({ path: '/nonexistent/vmwright' })).destroy();
    return 'socket';
  } catch (error) {
    if (error instanceof NobodyListensError) return 'socket';
    if (error instanceof ForwardingRefusedError) return 'pipes';
    throw error;
  }
}

function processesBy(shell: HostShell): HostProcesses {
  const state = async (pid: number) => (await shell.ask(`state_of ${pid}`)).output.trim();
  return {
    isAlive: async (pid) => !['', 'Z', 'X'].includes(await state(pid)),
    isFrozen: async (pid) => ['T', 't'].includes(await state(pid)),
    async signal(pid, signal) {
      await shell.ask(`kill -s ${signal.slice(3)} ${pid}`);
    },
  };
}

function targetOf(credentials: SshCredentials): SshTarget {
  const { address, port, user, privateKey, hostKey } = credentials;
  return {
    ...{ address, port, user },
    name: credentials.name ?? `ssh://${user}@${address}:${port}`,
    privateKeys: [privateKey],
    hostKeys: pinnedHostKey(hostKey),
  };
}
