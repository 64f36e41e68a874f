import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A git repository that is made on the fly, and gone when disposed of. */
export class GitRepository implements Disposable {
  readonly #root = mkdtempSync(join(tmpdir(), 'vmwright-git-'));
  readonly path = join(this.#root, 'repository');
  #clock = 1_700_000_000;

  constructor() {
    mkdirSync(this.path);
    this.git('init', '--quiet', '--initial-branch=main');
  }

  /** A folder beside the repository. */
  beside(name: string): string {
    return join(this.#root, name);
  }

  git(...args: string[]): string {
    return this.gitIn(this.path, ...args);
  }

  gitIn(folder: string, ...args: string[]): string {
    const date = `${++this.#clock} +0000`;
    const env = {
      ...process.env,
      ...{ GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', LC_ALL: 'C' },
      ...{ GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.org', GIT_AUTHOR_DATE: date },
      ...{ GIT_COMMITTER_NAME: 'A', GIT_COMMITTER_EMAIL: 'a@example.org', GIT_COMMITTER_DATE: date },
    };
    return execFileSync('git', ['-C', folder, ...args], { env, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  }

  /** Commits files with these contents. @returns the commit's name */
  commit(subject: string, files: Readonly<Record<string, string>> = {}): string {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.path, name)), { recursive: true });
      writeFileSync(join(this.path, name), text, { mode: 0o755 });
    }
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', subject);
    return this.git('rev-parse', 'HEAD');
  }

  /** All that a bisection must leave as it is: work tree, index, HEAD, refs, configuration, worktrees. */
  state(): Readonly<Record<string, string>> {
    return {
      status: this.git('status', '--porcelain', '--ignored'),
      head: readFileSync(join(this.path, '.git/HEAD'), 'utf8'),
      index: readFileSync(join(this.path, '.git/index'), 'hex'),
      refs: this.git('for-each-ref'),
      configuration: readFileSync(join(this.path, '.git/config'), 'utf8'),
      worktrees: this.git('worktree', 'list', '--porcelain'),
    };
  }

  [Symbol.dispose](): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}
