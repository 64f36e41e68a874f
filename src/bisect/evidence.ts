import type { FaultRate } from './confidence.js';
import type { Culprit, JournalEntry } from './journal.js';

/** What is known of one commit. */
export interface CommitEvidence {
  readonly failures: number;
  readonly passes: number;
  /** Runs with another finding than the one that is looked for. */
  readonly others: number;
  readonly wasBuilt: boolean;
  /** Why it does not build. */
  readonly unbuilt?: string | undefined;
  /** What its QEMU lacks that the cell needs. */
  readonly unfit?: string;
  /** What the last other finding was. */
  readonly other?: string;
}

type VerdictEntry = Extract<JournalEntry, { type: 'verdict' }>;

const nothing: CommitEvidence = { failures: 0, passes: 0, others: 0, wasBuilt: false };

/** What the journal of a bisection says of its commits. */
export class Evidence {
  constructor(readonly entries: () => readonly JournalEntry[]) {}

  get culprit(): Culprit | undefined {
    return this.entries().findLast((entry) => entry.type === 'culprit')?.culprit;
  }

  of(commit: string): CommitEvidence {
    let evidence = nothing;
    for (const entry of this.entries()) {
      if ('commit' in entry && entry.commit === commit) evidence = withEntry(evidence, entry);
    }
    return evidence;
  }

  /** The commits that were judged, in order, with the last word on each. */
  verdicts(): Map<string, VerdictEntry> {
    const verdicts = new Map<string, VerdictEntry>();
    for (const entry of this.entries()) {
      if (entry.type === 'verdict') verdicts.set(entry.commit, entry);
    }
    return verdicts;
  }

  /** How often the failure showed in all runs of these commits, which have it. */
  rateOf(commits: readonly string[]): FaultRate {
    const all = commits.map((commit) => this.of(commit));
    return {
      failures: all.reduce((sum, { failures }) => sum + failures, 0),
      passes: all.reduce((sum, { passes }) => sum + passes, 0),
    };
  }
}

function withEntry(before: CommitEvidence, entry: JournalEntry): CommitEvidence {
  if (entry.type === 'built') {
    if (entry.failure !== undefined) return { ...before, unbuilt: entry.failure };
    return { ...before, unbuilt: undefined, wasBuilt: true };
  }
  if (entry.type !== 'run') return before;
  switch (entry.came) {
    case 'fail':
      return { ...before, failures: before.failures + 1 };
    case 'pass':
      return { ...before, passes: before.passes + 1 };
    case 'other':
      return { ...before, others: before.others + 1, other: entry.reason ?? '' };
    case 'cannot':
      return { ...before, unfit: entry.reason ?? '' };
    case 'error':
      return before;
  }
}
