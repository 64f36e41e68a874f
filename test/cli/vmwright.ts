import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../../src/support/deadline.js';

export const checkout = fileURLToPath(new URL('../..', import.meta.url));
/** The built command, as users have it. */
export const program = join(checkout, 'dist/cli/main.js');

/** A run of two quick cells, the one after the other. */
export const twoQuickCells = [
  'powered-off-vcpu-survives-migration',
  ...['--only', 'guest=idle', '--arch', 'aarch64', '--jobs', '1'],
];

/** What a command came to. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

interface Options {
  readonly env?: NodeJS.ProcessEnv;
  /** In place of the built command. */
  readonly argv?: readonly string[];
}

const open = new Set<Bench>();
// Ctrl-C ends mocha without its hooks.
for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(signal, () => {
    for (const bench of open) bench[Symbol.dispose]();
    process.exit(status);
  });
}

/**
 * A working directory and a TMPDIR of its own, and a mark in the environment of everything that is started in it: so
 * that it can tell what was left behind, other people's QEMUs aside.
 */
export class Bench {
  readonly directory = mkdtempSync(join(tmpdir(), 'vmwright-cli-test-'));
  readonly temporary = mkdtempSync(join(this.directory, 'tmp-'));
  readonly #mark = `VMWRIGHT_TEST_MARK=${randomUUID()}`;

  constructor() {
    open.add(this);
  }

  start(args: readonly string[], options: Options = {}): Command {
    const [name = '', value = ''] = this.#mark.split('=');
    const env = { ...process.env, NO_COLOR: '1', TMPDIR: this.temporary, [name]: value, ...options.env };
    return new Command([...(options.argv ?? [process.execPath, program]), ...args], this.directory, env);
  }

  /** Runs a command to its end. */
  async run(args: readonly string[], options: Options = {}): Promise<Ended> {
    return this.start(args, options).ended;
  }

  /** What still runs of all that was started here: process ids and command lines. */
  processes(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => {
        try {
          if (!readFileSync(`/proc/${pid}/environ`, 'latin1').includes(this.#mark)) return [];
          return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()}`];
        } catch {
          return [];
        }
      });
  }

  /** Waits until no process and no temporary file is left. @throws DeadlineError naming them */
  async nothingLeft(): Promise<void> {
    const left = () => [...this.processes(), ...readdirSync(this.temporary)];
    const seen = () => left().join('; ');
    await until('everything to be gone', { timeoutMs: 15_000, seen }, () => left().length === 0 || undefined);
  }

  /** Waits until a QEMU runs with a guest: those that are only asked what they can do have no kernel. */
  async qemuRuns(): Promise<void> {
    await until('a QEMU to run', { timeoutMs: 60_000 }, () =>
      this.processes().some((line) => /qemu-system-\S+ .*-smp .*-kernel/.test(line)) ? true : undefined,
    );
  }

  path(...parts: string[]): string {
    return join(this.directory, ...parts);
  }

  [Symbol.dispose](): void {
    open.delete(this);
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** A command that runs. */
class Command {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  stdout = '';
  stderr = '';

  constructor(argv: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
    const started = performance.now();
    const [command = '', ...args] = argv;
    const stdio: StdioOptions = ['ignore', 'pipe', 'pipe'];
    this.child = spawn(command, args, { cwd, env, stdio });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = once(this.child, 'close').then(([status, signal]) => ({
      status: status as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: this.stdout,
      stderr: this.stderr,
      ms: performance.now() - started,
    }));
  }

  /** Waits for something in what it prints, to stdout or to stderr; no longer than it runs. */
  async says(pattern: RegExp): Promise<void> {
    const said = () => this.stdout + this.stderr;
    let hasEnded = false;
    void this.ended.finally(() => (hasEnded = true));
    await until(`${String(pattern)} to be printed`, { timeoutMs: 120_000, seen: said }, () => {
      if (pattern.test(said())) return true;
      if (hasEnded) throw new Error(`the command ended before it printed ${String(pattern)}: ${said()}`);
      return undefined;
    });
  }
}
