import type { Duplex, Readable, Writable } from 'node:stream';
import type { EnvironmentError } from '../support/errors.js';
import type { HostFacts } from './facts.js';

/**
 * Where QEMU runs: this machine, or another one. All that is started or made there goes when the host is disposed of, when
 * vmwright ends in whatever way, and when the way to the host is lost.
 */
export interface Host extends AsyncDisposable {
  /** For people: `this machine`, `ssh://user@name:port`. */
  readonly name: string;
  readonly files: HostFiles;
  readonly processes: HostProcesses;
  /**
   * How a QEMU's monitor there can be reached: at a unix socket, or where those cannot be forwarded through a pair of named
   * pipes, `PATH.in` and `PATH.out` (`-chardev pipe`).
   */
  readonly monitors: 'socket' | 'pipes';
  /** The address at which this machine reaches it; undefined for this machine itself. */
  readonly address: string | undefined;
  /** This machine's address, as the host sees it; undefined for this machine itself. */
  readonly ourAddress: string | undefined;

  /**
   * Starts a program, which nothing of outlives vmwright or the way to its host.
   *
   * @param argv - the program's absolute path there, then its arguments
   * @throws EnvironmentError when the host has no process to give. A program that cannot be executed is told by the shell:
   *   exit code 126 or 127, and its words on stderr
   */
  spawn(argv: readonly string[]): Promise<GuardedProcess>;

  /** @throws EnvironmentError when it cannot be made: no space, no right */
  privateDirectory(): Promise<PrivateDirectory>;

  /**
   * Connects to what listens there.
   *
   * @throws {@link NobodyListensError} when nothing does; EnvironmentError when the host forwards no such connection; the
   *   signal's reason
   */
  connect(address: HostAddress, signal?: AbortSignal): Promise<Duplex>;

  /**
   * Makes sure that a local file is there, and tells where. A copy is made once for each content, and stays.
   *
   * @throws EnvironmentError when it cannot be read here or written there
   */
  put(localPath: string): Promise<string>;

  /** The absolute path of a program on the host's PATH. */
  findProgram(name: string): Promise<string | undefined>;

  /** What the host is. Asked once. */
  facts(): Promise<HostFacts>;
}

/** A TCP port on its loopback, or a monitor. */
export type HostAddress = { readonly port: number } | MonitorAddress;

/** A unix socket's path, or a pair of named pipes by the part of their paths that they share. */
export type MonitorAddress = { readonly path: string } | { readonly pipes: string };

/** How a process ended: by an exit code or by a signal. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whether the kernel killed something for want of memory while the process lived. */
  readonly outOfMemory?: boolean;
  /** The way to its host was lost: the process is ended there, and nobody saw how. */
  readonly hostLost?: EnvironmentError;
}

/**
 * A process that cannot outlive vmwright, with everything that it starts: it leads a process group of its own. What it
 * leaves behind when it ends is killed. Disposing of it kills the group, and makes sure that it is gone.
 */
export interface GuardedProcess extends AsyncDisposable {
  /** The id of the process there, and of its group. */
  readonly pid: number;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Settles when the process has ended and its output was read; never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** Signals the whole group; nothing when nobody is left. */
  signal(signal: NodeJS.Signals): Promise<void>;
}

/**
 * A directory that only this user can enter, for sockets and files of one QEMU. It is gone when disposed of, and so is a
 * QEMU whose pid file in it tells that it still lives.
 */
export interface PrivateDirectory extends AsyncDisposable {
  /** Absolute, and short enough for the sockets in it. */
  readonly path: string;
  file(name: string): string;
  /** The id in a pid file that a process wrote here, while that process lives. */
  processOf(pidFile: string): Promise<number | undefined>;
}

/** Paths are absolute. What is not said to be otherwise throws EnvironmentError when the host refuses it. */
export interface HostFiles {
  /** Text of a small file, such as those of /proc, up to the first line that is none; undefined when it cannot be read. */
  readText(path: string): Promise<string | undefined>;
  /** The names in a directory; none when there is no such directory. */
  list(directory: string): Promise<string[]>;
  /** Undefined when there is nothing. */
  stat(path: string): Promise<FileStatus | undefined>;
  /** The bytes from an offset on, as many as there are and at most so many. */
  read(path: string, range?: { readonly offset: number; readonly bytes: number }): Readable;
  /** Makes a file of this content, for this user alone. */
  write(path: string, content: string | Buffer | Readable): Promise<void>;
  makeDirectory(path: string): Promise<void>;
  makePipe(path: string): Promise<void>;
  /** Nothing to remove is fine. */
  remove(path: string): Promise<void>;
  /** What a user may still write to the disk that holds a directory. */
  freeBytes(directory: string): Promise<number>;
}

export interface FileStatus {
  readonly kind: 'file' | 'directory' | 'other';
  readonly sizeBytes: number;
  /** When it was last written to, as its host tells; to compare. */
  readonly modified: string;
  readonly isExecutable: boolean;
}

export interface HostProcesses {
  /** Whether a process is there and not merely unreaped. */
  isAlive(pid: number): Promise<boolean>;
  /** Whether a process was stopped (SIGSTOP, a debugger), so that it can answer nothing but SIGKILL. */
  isFrozen(pid: number): Promise<boolean>;
  /** Signals one process; nothing when it is not there. */
  signal(pid: number, signal: NodeJS.Signals): Promise<void>;
}
