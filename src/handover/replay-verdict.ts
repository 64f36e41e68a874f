import type { CellResult, Finding } from '../runner/index.js';

/** What repetitions of a walk came to. */
export interface ReplayVerdict {
  /** How many ended in a pass or a finding. */
  readonly walked: number;
  /** Of these, how many showed the signature that was recorded; of a walk that had passed, any finding. */
  readonly same: number;
  /** Other signatures, and how often each was the main one. */
  readonly others: ReadonlyMap<string, number>;
}

/** @param recorded - the findings of the walk that is repeated; none when it had passed */
export function judgeReplay(recorded: readonly Finding[], results: readonly CellResult[]): ReplayVerdict {
  const wanted = recorded[0]?.signature;
  const others = new Map<string, number>();
  let [walked, same] = [0, 0];
  for (const result of results) {
    if (result.outcome === 'skip' || result.outcome === 'error') continue;
    walked += 1;
    if (result.outcome === 'pass') continue;
    if (wanted === undefined || result.findings.some(({ signature }) => signature === wanted)) same += 1;
    else others.set(result.findings[0].signature, (others.get(result.findings[0].signature) ?? 0) + 1);
  }
  return { walked, same, others };
}

/** For people. */
export function describeReplay(
  recorded: readonly Finding[],
  { walked, same, others }: ReplayVerdict,
): string[] {
  const wanted = recorded[0]?.signature;
  const first =
    wanted === undefined
      ? `it had passed; now something is wrong in ${same} of ${walked}`
      : `the same signature showed in ${same} of ${walked}: ${wanted}`;
  return [first, ...[...others].map(([signature, count]) => `another one showed in ${count}: ${signature}`)];
}
