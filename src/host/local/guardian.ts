import { spawn, type ChildProcess } from 'node:child_process';
import { EnvironmentError } from '../../support/errors.js';
import { guardedFromTheStart, guardianScript } from '../guardian-script.js';

/** What must not outlive vmwright: a process group by its id, a directory by its absolute path. */
type Guarded = `group ${number}` | `directory ${string}`;

/**
 * Watches over what must not outlive this process. One tiny shell does it, in a session of its own, so that neither
 * Ctrl-C nor a closed terminal reaches it; it sees this process end, even by SIGKILL, as the end of its stdin.
 * It is started with the first thing to guard, does not keep Node's event loop alive, and ends when this process ends.
 */
class Guardian {
  readonly #guarded = new Set<Guarded>();
  #shell: ChildProcess | undefined;

  /**
   * @returns what takes the thing out of its care; calling it twice is harmless
   * @throws {@link EnvironmentError} when no shell can be started
   */
  guard(thing: Guarded): () => void {
    this.#guarded.add(thing);
    if (this.#shell) this.#tell(`+${thing}`);
    else this.#start();
    return () => {
      if (this.#guarded.delete(thing)) this.#tell(`-${thing}`);
    };
  }

  #start(): void {
    // Only stdin is connected: a descriptor of ours in its hands would keep whoever reads our output waiting.
    const shell = spawn('/bin/sh', ['-c', guardianScript, 'vmwright-guardian'], {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      // Not line by line: this process may be killed in between.
      env: {
        ...process.env,
        [guardedFromTheStart]: [...this.#guarded].map((thing) => `${thing}\n`).join(''),
      },
    });
    shell.on('error', () => undefined);
    if (shell.pid === undefined) {
      throw new EnvironmentError('cannot start /bin/sh, which guards that no QEMU outlives vmwright');
    }
    shell.unref();
    const { stdin } = shell;
    stdin.on('error', () => undefined);
    (stdin as unknown as { unref(): void }).unref();
    shell.once('exit', () => {
      // Somebody killed it. What it was told is told to a successor.
      this.#shell = undefined;
      if (this.#guarded.size > 0) this.#start();
    });
    this.#shell = shell;
  }

  #tell(line: string): void {
    this.#shell?.stdin?.write(`${line}\n`);
  }
}

export const guardian = new Guardian();
