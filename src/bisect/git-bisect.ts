import { GitFailure, type Git } from './git.js';
import type { History } from './history.js';
import type { Verdict } from './journal.js';

/** A verdict that git is told. */
export interface Mark {
  readonly commit: string;
  readonly verdict: Verdict;
}

export interface BisectState {
  /** The commits of which one is the first bad one, newest first. */
  readonly remaining: readonly string[];
  /** The commit to be judged next; nothing when all that remain are judged. */
  readonly next: string | undefined;
}

/**
 * git's own bisection in a worktree. It only chooses the commits: they are checked out by others (`--no-checkout`), so
 * that what was judged before can be told to it again without touching a file that a build depends on.
 */
export class GitBisect {
  constructor(
    readonly git: Git,
    readonly history: History,
  ) {}

  /** Begins anew with what is known. @throws EnvironmentError when git refuses; the signal's reason */
  async begin(marks: readonly Mark[], signal: AbortSignal): Promise<void> {
    const { bad, good, firstParent } = this.history;
    const options = ['--no-checkout', ...(firstParent ? ['--first-parent'] : [])];
    await this.git.run(['bisect', 'reset'], signal);
    await this.git.run(['bisect', 'start', ...options, bad, good], signal);
    for (const mark of marks) if (mark.commit !== bad && mark.commit !== good) await this.mark(mark, signal);
  }

  async mark({ commit, verdict }: Mark, signal: AbortSignal): Promise<void> {
    try {
      await this.git.run(['bisect', verdict, commit], signal);
    } catch (error) {
      if (!(error instanceof GitFailure && error.said.includes("only 'skip'ped commits left"))) throw error;
    }
  }

  /** How far it is. */
  async state(signal: AbortSignal): Promise<BisectState> {
    const listed = await this.git.run(
      ['for-each-ref', '--format=%(refname:lstrip=2) %(objectname)', 'refs/bisect/'],
      signal,
    );
    const refs = listed.split('\n').map((line) => line.split(' '));
    const namesOf = (kind: string) =>
      refs.flatMap(([ref = '', name = '']) => (ref.startsWith(kind) ? [name] : []));
    const goods = namesOf('good-').map((commit) => `^${commit}`);
    const options = this.history.firstParent ? ['--first-parent'] : [];
    const input = [...namesOf('bad'), ...goods, ''].join('\n');
    const remaining = (await this.git.run(['rev-list', '--stdin', ...options], signal, input)).split('\n');
    const judged = new Set([...namesOf('skip-'), ...namesOf('bad')]);
    if (remaining.every((commit) => judged.has(commit))) return { remaining, next: undefined };
    return { remaining, next: await this.git.run(['rev-parse', '--verify', 'BISECT_HEAD'], signal) };
  }

  /** For `git bisect replay`. */
  async log(signal: AbortSignal): Promise<string> {
    const log = await this.git.run(['bisect', 'log'], signal);
    // A replay shall check out what it comes to, as people expect.
    return log.replaceAll("'--no-checkout' ", '');
  }
}
