import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EnvironmentError } from '../support/errors.js';

const exec = promisify(execFile);

/** A checkout of a large tree on a slow disk takes minutes. */
const gitMs = 30 * 60_000;

/**
 * What git must not take from us: a hook or an alias of git's runs its commands with these set, and they would mean another
 * repository than the folder says.
 */
const inherited =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|COMMON_DIR|OBJECT_DIRECTORY|NAMESPACE|PREFIX|CEILING_DIRECTORIES)$/;

/** No hooks of the user's: they are meant for the user's own work. No clean-up of the repository in the middle of this. */
const settings = [
  'core.hooksPath=/dev/null',
  'gc.auto=0',
  'maintenance.auto=false',
  'advice.detachedHead=false',
];

/** git refused. */
export class GitFailure extends EnvironmentError {
  constructor(
    message: string,
    /** What it said. */
    readonly said: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** git in a folder: a repository, or a worktree of one. */
export class Git {
  constructor(readonly folder: string) {}

  /**
   * Runs a command and gives its output, without the line's end.
   *
   * @throws GitFailure when it fails; EnvironmentError when git is not installed; the signal's reason
   */
  async run(args: readonly string[], signal?: AbortSignal, input = ''): Promise<string> {
    const all = ['-C', this.folder, ...settings.flatMap((one) => ['-c', one]), ...args];
    try {
      const running = exec('git', all, {
        env: environment(),
        maxBuffer: 1 << 30,
        timeout: gitMs,
        ...(signal && { signal }),
      });
      running.child.stdin?.on('error', () => undefined).end(input);
      return (await running).stdout.trimEnd();
    } catch (cause) {
      signal?.throwIfAborted();
      throw this.#explain(args, cause);
    }
  }

  /** As {@link run}, but nothing when git refuses: for questions. */
  async ask(args: readonly string[], signal?: AbortSignal): Promise<string | undefined> {
    try {
      return await this.run(args, signal);
    } catch (error) {
      if (error instanceof GitFailure) return undefined;
      throw error;
    }
  }

  #explain(args: readonly string[], cause: unknown): EnvironmentError {
    const { code, stderr = '', stdout = '' } = cause as { code?: unknown; stderr?: string; stdout?: string };
    if (code === 'ENOENT')
      return new EnvironmentError('git is not installed; install the Debian package git', { cause });
    const said = stderr.trim() || stdout.trim();
    const failed = `git ${args.join(' ')} in ${this.folder} failed`;
    // Node's own error repeats all of git's words, and the command.
    return said === '' ? new GitFailure(failed, '', { cause }) : new GitFailure(`${failed}: ${said}`, said);
  }
}

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !inherited.test(name));
  return {
    ...Object.fromEntries(own),
    LC_ALL: 'C',
    // Nobody is there to answer; and looking at the user's tree must not write its index.
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
  };
}
