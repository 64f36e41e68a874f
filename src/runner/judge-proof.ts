import type { Planted } from '../faults/index.js';
import type { CellResult, Finding } from './outcome.js';

/** What came of a planted fault. */
export type Verdict =
  /** It was found, at the step where it was planted or later. */
  | { readonly is: 'caught'; readonly planted: Planted; readonly finding: Finding }
  /** It was planted, and the scenario passed: a broken test. */
  | { readonly is: 'missed'; readonly planted: Planted }
  | { readonly is: 'skip'; readonly reason: string }
  /** It was never planted, or something else went wrong: nothing is proved. */
  | { readonly is: 'error'; readonly reason: string };

/** Judges how a cell with a planted fault ended. @param plantings - when it was planted, in order; it may never have been */
export function judgeProof(result: CellResult, [planted]: readonly Planted[]): Verdict {
  switch (result.outcome) {
    case 'skip':
    case 'error':
      return { is: result.outcome, reason: result.reason };
    case 'pass':
      return planted ? { is: 'missed', planted } : { is: 'error', reason: neverPlanted };
    case 'known':
    case 'fail': {
      const [finding] = result.findings;
      if (planted && finding.step >= planted.step) return { is: 'caught', planted, finding };
      if (result.outcome === 'known')
        return { is: 'skip', reason: `a known bug shows before the fault: ${result.known[0]?.says ?? ''}` };
      if (!planted)
        return { is: 'error', reason: `${neverPlanted}, and something else went wrong: ${finding.message}` };
      return { is: 'error', reason: `found before the fault was planted: ${finding.message}` };
    }
  }
}

const neverPlanted = 'the fault was never planted: nothing in the walk gave it an occasion';
