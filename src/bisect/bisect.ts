import { createHash } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { holdLock } from '../debian/lock.js';
import type { Arch } from '../model/index.js';
import type { RunRequest } from '../runner/index.js';
import { CleanUp } from '../support/clean-up.js';
import { DeadlineError, UsageError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import { BuildTree, qemuBuild } from './build-tree.js';
import { CellBench } from './cell-bench.js';
import { endedBefore } from './ended-before.js';
import type { History } from './history.js';
import { Journal } from './journal.js';
import type { BisectResult } from './result.js';
import { Search } from './search.js';
import { WorkTree } from './work-tree.js';

export interface BisectOptions {
  readonly history: History;
  /** What is run, without its QEMU. */
  readonly request: RunRequest & { readonly arch: Arch };
  /** For `sh` in the build folder; QEMU's own when left out. */
  readonly build?: string | undefined;
  readonly confidence: number;
  readonly repeat?: number | undefined;
  readonly signature?: string | undefined;
  readonly jobs: number;
  /** Where everything of it is: worktree, build, journal, records. */
  readonly folder: string;
  /** What else it depends on whether a journal can be gone on with. */
  readonly key: string;
  /** Forgets what was done before. */
  readonly fresh?: boolean | undefined;
  readonly progress: (line: string) => void;
  readonly signal: AbortSignal;
}

/** A lock that is held is held for long: nobody waits for that. */
const lockMs = 2_000;

/**
 * Finds the first commit with a failure. What it does is written down as it does it: the same call goes on where another
 * one was interrupted, and gives the result at once when that had ended and was as sure as is asked for. Worktree and build are gone afterwards,
 * except when it is to go on.
 *
 * @throws UsageError when the ends are not what was said of them, or another process is at it
 * @throws EnvironmentError when the surroundings break; the signal's reason
 */
export async function bisect(options: BisectOptions): Promise<BisectResult> {
  const { history, folder, signal, progress } = options;
  makeFolder(folder, '--output names another place');
  await using cleanUp = new CleanUp();
  cleanUp.use(await lock(folder, signal));
  const paths = {
    journal: join(folder, 'journal.jsonl'),
    tree: join(folder, 'tree'),
    build: join(folder, 'build'),
  };
  if (options.fresh) rmSync(paths.journal, { force: true });
  const journal = new Journal(paths.journal);
  const what = { key: options.key, good: history.good, bad: history.bad };
  checkBegun(journal, what, folder);
  const ended = endedBefore(journal.entries, history.bad, options);
  if (ended && 'falling' in ended) progress(`this was bisected before, but ${ended.falling}: it goes on`);
  else if (ended) {
    progress(`this was bisected before; --fresh does it again. Its records are in ${folder}`);
    return ended;
  }
  const tree = await WorkTree.open(paths.tree, history, signal);
  const { request, jobs } = options;
  const build = new BuildTree({
    ...{ source: paths.tree, build: paths.build, logs: join(folder, 'build-logs') },
    ...{ command: options.build ?? qemuBuild, arch: request.arch },
  });
  const bench = new CellBench({ tree, build, request, jobs, records: join(folder, 'runs') });
  const { confidence, repeat, signature } = options;
  let result: BisectResult;
  try {
    const search = new Search({ tree, journal, bench, confidence, repeat, signature, progress });
    result = await search.run(signal);
  } catch (error) {
    // What was wrongly asked for is not gone on with: what was seen of it may be mended until the next time.
    if (error instanceof UsageError) {
      rmSync(paths.journal, { force: true });
      await removeTrees(tree, build);
    } else progress(`the same command goes on from here: what is known so far is in ${folder}`);
    throw error;
  }
  journal.add({ type: 'ended', at: Date.now(), confidence, result });
  writeFileSync(join(folder, 'git-bisect.log'), `${result.log}\n`);
  await removeTrees(tree, build);
  return result;
}

/** The name of a bisection's folder: the same for the same words. */
export function bisectionName(history: History, key: string): string {
  const { commonFolder, good, bad, firstParent } = history;
  const text = JSON.stringify([commonFolder, good, bad, firstParent, key]);
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

async function removeTrees(tree: WorkTree, build: BuildTree): Promise<void> {
  build.remove();
  if (existsSync(tree.folder)) await tree.remove();
}

/** @throws UsageError when the journal is of another bisection */
function checkBegun(journal: Journal, what: Readonly<Record<string, unknown>>, folder: string): void {
  const begun = journal.entries.find((entry) => entry.type === 'begun');
  if (!begun) journal.add({ type: 'begun', at: Date.now(), what });
  else if (JSON.stringify(begun.what) !== JSON.stringify(what))
    throw new UsageError(
      `${folder} has another bisection: other commits, scenarios or options. --output names another folder, --fresh forgets it`,
    );
}

async function lock(folder: string, signal: AbortSignal): Promise<AsyncDisposable> {
  try {
    return await holdLock(join(folder, 'lock'), { timeoutMs: lockMs, signal });
  } catch (cause) {
    if (!(cause instanceof DeadlineError)) throw cause;
    throw new UsageError(`another vmwright is bisecting in ${folder}`, { cause });
  }
}
