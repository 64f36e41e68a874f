import { existsSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { localHost, type ProcessEnd } from '../host/index.js';
import { withDeadline } from '../support/deadline.js';
import { EnvironmentError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import { brokenOffBy } from './broken-off.js';
import { killDescendants } from './kill-descendants.js';

export interface BuildTreeOptions {
  /** Where the sources are. */
  readonly source: string;
  /** Where it is built; made when it is not there. */
  readonly build: string;
  /** Where each build's output is kept. */
  readonly logs: string;
  /** For `sh`, run in `build`. */
  readonly command: string;
  /** The guests' architecture. */
  readonly arch: string;
}

/**
 * Builds what QEMU has needed since 5.2, for one kind of guests and without what a guest does not need. make configures
 * again where the build system has changed, and builds again what the changed files are in.
 */
export const qemuBuild =
  '{ test -e build.ninja || "$SRC/configure" --target-list="$TARGET" --disable-docs --disable-werror; } && ' +
  'make -j"$JOBS" "qemu-system-$ARCH"';

/** From scratch, on a slow machine. */
const buildMs = 6 * 60 * 60_000;

/** How a shell says that SIGHUP, SIGINT, SIGKILL or SIGTERM ended its command: none of these is a compiler's own end. */
const killed: readonly (number | null)[] = [129, 130, 137, 143];

/** A build out of its tree, which goes on from commit to commit with what it has. */
export class BuildTree {
  readonly #options: BuildTreeOptions;

  constructor(options: BuildTreeOptions) {
    this.#options = options;
  }

  /** The folder with the QEMU. */
  get folder(): string {
    return this.#options.build;
  }

  /**
   * Builds what is in the source folder. What does not build with the leftovers of another commit is built once more from
   * nothing, before it is called broken.
   *
   * @returns why it does not build; nothing when it does
   * @throws EnvironmentError when the surroundings broke it off: a full disk, a killed compiler, no network; the signal's reason
   */
  async build(commit: string, signal: AbortSignal): Promise<string | undefined> {
    const isFresh = !existsSync(this.#options.build);
    const failure = await this.#attempt(commit, signal);
    if (failure === undefined || isFresh) return failure;
    this.remove();
    return await this.#attempt(commit, signal);
  }

  remove(): void {
    rmSync(this.#options.build, { recursive: true, force: true });
  }

  async #attempt(commit: string, signal: AbortSignal): Promise<string | undefined> {
    const { source, build, logs, command, arch } = this.#options;
    makeFolder(logs);
    makeFolder(build);
    const log = join(logs, `${commit}.log`);
    const variables = {
      ...{ SRC: source, BUILD: build, COMMIT: commit, ARCH: arch },
      ...{ TARGET: `${arch}-softmmu`, JOBS: availableParallelism() },
    };
    const end = await run(command, { folder: build, log, variables }, signal);
    if (end.exitCode !== 0) {
      const said = existsSync(log) ? readFileSync(log, 'utf8') : '';
      const { bavail, bsize } = statfsSync(build);
      const broken = killedBy(end) ?? brokenOffBy(said, bavail * bsize);
      if (broken !== undefined)
        throw new EnvironmentError(
          `the build of ${commit} was broken off: ${broken}; see ${log}. That says nothing about the commit: mend it, and the same command goes on`,
        );
      return `does not build: ${telling(said)}; see ${log}`;
    }
    const executable = join(build, `qemu-system-${arch}`);
    return existsSync(executable) ? undefined : `does not build: it left no ${executable}; see ${log}`;
  }
}

interface Command {
  readonly folder: string;
  readonly log: string;
  readonly variables: Readonly<Record<string, string | number>>;
}

async function run(
  command: string,
  { folder, log, variables }: Command,
  signal: AbortSignal,
): Promise<ProcessEnd> {
  const enter = 'cd "$1" && exec >"$2" 2>&1 && shift 2 && exec env "$@"';
  const assignments = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const isolation = ['-u', 'GIT_DIR', '-u', 'GIT_WORK_TREE', '-u', 'GIT_INDEX_FILE'];
  await using process = await localHost.spawn([
    ...['/bin/sh', '-c', enter, 'sh', folder, log],
    ...[...isolation, ...assignments, '/bin/sh', '-c', command],
  ]);
  process.stdin.end();
  process.stdout.resume();
  process.stderr.resume();
  try {
    return await withDeadline('a build to end', { timeoutMs: buildMs, signal }, () => process.ended);
  } catch (error) {
    killDescendants(process.pid);
    throw error;
  }
}

function killedBy({ exitCode, signal, outOfMemory }: ProcessEnd): string | undefined {
  if (outOfMemory) return 'the kernel ran out of memory, and killed something';
  if (signal !== null) return `it was killed with ${signal}`;
  return killed.includes(exitCode) ? `it was killed: exit status ${exitCode}` : undefined;
}

/** The line that says most of why: a compiler's or a linker's first error, or the last thing that was said. */
function telling(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const error = lines.find((line) => /\berror\b:|undefined reference|^ERROR/i.test(line));
  return (error ?? lines.at(-1) ?? 'it said nothing').trim().slice(0, 300);
}
