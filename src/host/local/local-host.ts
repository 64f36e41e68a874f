import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { EnvironmentError } from '../../support/errors.js';
import { NobodyListensError } from '../errors.js';
import { factsScript, parseFacts, type HostFacts } from '../facts.js';
import type { Host, HostAddress, HostProcesses } from '../host.js';
import { LocalDirectory } from './local-directory.js';
import { localFiles } from './local-files.js';
import { LocalProcess } from './local-process.js';
import { isAlive, isFrozen, signalProcess } from './process-group.js';

const localProcesses: HostProcesses = {
  isAlive: (pid) => Promise.resolve(isAlive(pid)),
  isFrozen: (pid) => Promise.resolve(isFrozen(pid)),
  signal(pid, signal) {
    signalProcess(pid, signal);
    return Promise.resolve();
  },
};

let facts: Promise<HostFacts> | undefined;

/** This machine. There is one; disposing of it does nothing. */
export const localHost: Host = {
  name: 'this machine',
  files: localFiles,
  processes: localProcesses,
  monitors: 'socket',
  address: undefined,
  ourAddress: undefined,
  spawn: (argv) => LocalProcess.spawn(argv),
  privateDirectory: () => Promise.resolve(LocalDirectory.create()),
  connect: connectHere,
  put: (localPath) => Promise.resolve(resolve(localPath)),
  findProgram: (name) => Promise.resolve(programOnPath(name)),
  facts: () => (facts ??= askFacts()),
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

/** The absolute path of a program on this process's PATH. */
export function programOnPath(name: string): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  return directories
    .map((directory) => join(directory, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return statSync(path).isFile();
      } catch {
        return false;
      }
    });
}

async function connectHere(address: HostAddress, signal?: AbortSignal): Promise<Duplex> {
  signal?.throwIfAborted();
  if ('pipes' in address) throw new EnvironmentError('a monitor on this machine has a socket, not pipes');
  const name = 'path' in address ? address.path : `port ${address.port}`;
  // Cheaper than a connection that fails.
  if ('path' in address && !existsSync(address.path)) throw new NobodyListensError(`there is no ${name}`);
  return await new Promise((settle, reject) => {
    const socket = 'path' in address ? connect(address.path) : connect(address.port, '127.0.0.1');
    socket.setNoDelay(true);
    const giveUp = () => socket.destroy(signal?.reason as Error);
    signal?.addEventListener('abort', giveUp, { once: true });
    const failed = (cause: Error) =>
      reject(signal?.aborted ? cause : new NobodyListensError(`nobody listens at ${name}`, { cause }));
    socket.once('error', failed).once('connect', () => {
      signal?.removeEventListener('abort', giveUp);
      socket.off('error', failed);
      settle(socket);
    });
  });
}

async function askFacts(): Promise<HostFacts> {
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', factsScript]);
  return parseFacts(stdout);
}
