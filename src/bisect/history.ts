import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from '../support/errors.js';
import { Git, GitFailure } from './git.js';

/** The commits between a good and a bad one. */
export interface History {
  readonly git: Git;
  /** The repository's own folder, the same for each of its worktrees. */
  readonly commonFolder: string;
  /** The ends, as full object names. */
  readonly good: string;
  readonly bad: string;
  readonly firstParent: boolean;
  /** Newest first; `bad` is among them, `good` is not. */
  readonly commits: readonly string[];
}

export interface HistoryRequest {
  readonly repository: string;
  /** As git takes revisions. */
  readonly good: string;
  readonly bad: string;
  /** Follow only the first parent of a merge. */
  readonly firstParent?: boolean | undefined;
}

/**
 * Reads a repository, and writes nothing into it.
 *
 * @throws UsageError when it is no repository, a revision is unknown, or no way leads from the good to the bad one
 * @throws EnvironmentError when git is not installed
 */
export async function readHistory(request: HistoryRequest, signal?: AbortSignal): Promise<History> {
  const { repository, firstParent = false } = request;
  const git = new Git(resolve(repository));
  const commonFolder = await commonFolderOf(git, signal);
  const good = await commitOf(git, '--good', request.good, signal);
  const bad = await commitOf(git, '--bad', request.bad, signal);
  if (good === bad)
    throw new UsageError(
      `--good ${request.good} and --bad ${request.bad} are the same commit, ${good}: nothing lies between them. ` +
        'Name an older one as --good, one that is known to pass',
    );
  await checkAncestry(git, request, { good, bad }, signal);
  const options = firstParent ? ['--first-parent'] : [];
  const listed = await git.run(['rev-list', ...options, bad, `^${good}`], signal);
  const commits = listed.split('\n').filter(Boolean);
  return { git, commonFolder, good, bad, firstParent, commits };
}

async function commonFolderOf(git: Git, signal?: AbortSignal): Promise<string> {
  const { folder } = git;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--repo: there is no folder ${folder}`);
  try {
    return await git.run(['rev-parse', '--path-format=absolute', '--git-common-dir'], signal);
  } catch (cause) {
    if (!(cause instanceof GitFailure)) throw cause;
    throw unusable(folder, cause);
  }
}

function unusable(folder: string, cause: GitFailure): UsageError {
  const { said } = cause;
  if (said.includes('not a git repository'))
    return new UsageError(
      `--repo: ${folder} is no git repository, nor in one. Name the folder of a git clone of QEMU, as --repo ~/qemu`,
    );
  if (said.includes('dubious ownership'))
    return new UsageError(
      `--repo: git leaves ${folder} alone, since it belongs to another user. To trust it: git config --global --add safe.directory ${folder}`,
    );
  return new UsageError(`--repo: ${folder} cannot be used`, { cause });
}

async function commitOf(git: Git, option: string, words: string, signal?: AbortSignal): Promise<string> {
  const commit = await git.ask(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${words}^{commit}`],
    signal,
  );
  if (commit !== undefined) return commit;
  const shallow = await shallowRemedy(git, signal);
  throw new UsageError(
    `${option}: ${git.folder} has no commit ${words}${shallow || '; perhaps it has to be fetched first'}`,
  );
}

async function checkAncestry(
  git: Git,
  words: HistoryRequest,
  { good, bad }: Pick<History, 'good' | 'bad'>,
  signal?: AbortSignal,
): Promise<void> {
  const base = await git.ask(['merge-base', good, bad], signal);
  if (base === good) return;
  const no = `--good ${words.good} is not an ancestor of --bad ${words.bad}, so no commits lead from the one to the other`;
  const shallow = await shallowRemedy(git, signal);
  if (shallow !== '') throw new UsageError(no + shallow);
  if (base === undefined)
    throw new UsageError(`${no}: their histories have no commit in common. Are both of the same project?`);
  if (base === bad)
    throw new UsageError(
      `${no}: it is the other way round. To find what mended a fault is not what bisect does`,
    );
  throw new UsageError(
    `${no}: they are on two branches, which parted at ${base}. If that one is good: --good ${base}`,
  );
}

async function shallowRemedy(git: Git, signal?: AbortSignal): Promise<string> {
  const isShallow = (await git.ask(['rev-parse', '--is-shallow-repository'], signal)) === 'true';
  return isShallow
    ? `. It is a shallow clone, whose history is cut off: git -C ${git.folder} fetch --unshallow`
    : '';
}
