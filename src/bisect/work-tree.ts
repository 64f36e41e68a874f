import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import { Git } from './git.js';
import type { History } from './history.js';
import { updateSubmodules } from './submodules.js';

/**
 * A worktree of the bisection's own. HEAD, index and `refs/bisect/` are each worktree's own (git-worktree(1), "Refs"), so
 * the user's checkout, and a bisection that is under way in it, are left alone.
 */
export class WorkTree {
  readonly git: Git;

  private constructor(
    readonly folder: string,
    readonly history: History,
  ) {
    this.git = new Git(folder);
  }

  /**
   * Makes it, or goes on with the one that is there.
   *
   * @throws EnvironmentError when it cannot be made, as when the disk is full; the signal's reason
   */
  static async open(folder: string, history: History, signal: AbortSignal): Promise<WorkTree> {
    const tree = new WorkTree(folder, history);
    if (await tree.#isOurs(signal)) return tree;
    rmSync(folder, { recursive: true, force: true });
    makeFolder(dirname(folder));
    // --force: one that git remembers there, and that somebody deleted.
    await history.git.run(['worktree', 'add', '--force', '--detach', folder, history.bad], signal);
    return tree;
  }

  /** Files that a commit does not change keep their times, so that a build goes on from what it has. */
  async checkOut(commit: string, signal: AbortSignal): Promise<void> {
    // What was cut off, by a signal or by the machine's end, leaves its lock behind; nobody else works here.
    const gitFolder = await this.git.run(['rev-parse', '--absolute-git-dir'], signal);
    rmSync(join(gitFolder, 'index.lock'), { force: true });
    // Without this, --force would write a file anew that was only touched, and a build would begin from nothing.
    await this.git.ask(['update-index', '-q', '--refresh'], signal);
    await this.git.run(['checkout', '--quiet', '--force', '--detach', commit], signal);
    await updateSubmodules(this.git, this.history.commonFolder, signal);
  }

  /** Takes it away, and what git remembers of it. */
  async remove(): Promise<void> {
    await this.history.git.run(['worktree', 'remove', '--force', '--force', this.folder]);
  }

  /** A half-made one, or one whose repository has forgotten it, is of no use. */
  async #isOurs(signal: AbortSignal): Promise<boolean> {
    if (!existsSync(join(this.folder, '.git'))) return false;
    const question = ['rev-parse', '--path-format=absolute', '--git-common-dir', '--show-toplevel', 'HEAD'];
    const [common, top] = (await this.git.ask(question, signal))?.split('\n') ?? [];
    if (common === undefined) return false;
    if (common === this.history.commonFolder) return top !== undefined;
    throw new EnvironmentError(
      `${this.folder} belongs to another repository, ${common}; --output names another folder`,
    );
  }
}
