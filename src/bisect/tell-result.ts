import type { Evidence } from './evidence.js';
import type { History } from './history.js';
import type { BisectResult } from './result.js';

/** What became known of the commits: those that remain, and those that were tried, in git's words. */
export async function tellResult(
  remaining: readonly string[],
  { history: { git }, evidence }: { readonly history: History; readonly evidence: Evidence },
  signal: AbortSignal,
): Promise<Pick<BisectResult, 'suspects' | 'culprit' | 'tried'>> {
  const { culprit } = evidence;
  if (!culprit) throw new Error('a bisection ended without a failure to look for');
  const verdicts = evidence.verdicts();
  const suspects: BisectResult['suspects'][number][] = [];
  for (const commit of remaining) {
    const description = await git.run(['log', '-1', '--no-color', '--format=medium', commit], signal);
    const { verdict, reason } = verdicts.get(commit) ?? {};
    suspects.push({ commit, description, ...(verdict === 'skip' && { skipped: reason }) });
  }
  const named = ['log', '--no-walk=unsorted', '--format=%s', ...verdicts.keys()];
  const subjects = (await git.run(named, signal)).split('\n');
  const tried = [...verdicts].map(([commit, { verdict, reason }], index) => {
    const { failures, passes } = evidence.of(commit);
    return { commit, subject: subjects[index] ?? '', verdict, reason, failures, passes };
  });
  return { suspects, culprit, tried };
}
