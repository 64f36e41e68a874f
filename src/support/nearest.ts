/**
 * The candidate that `word` most probably meant, or nothing when none is near (for "did you mean …?"). A word may also be
 * a candidate's beginning, typed with a typo: `powered-of-vcpu`.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = distanceFrom(word.toLowerCase(), candidate.toLowerCase());
    if (!best || distance < best.distance) best = { candidate, distance };
  }
  // A third of the letters wrong is still a typo; more is another word.
  return best && best.distance <= Math.max(1, Math.ceil(word.length / 3)) ? best.candidate : undefined;
}

/** Letters of a beginning too short to tell candidates apart. */
const shortBeginning = 4;

function distanceFrom(word: string, candidate: string): number {
  const whole = editDistances(word, candidate).at(-1) ?? 0;
  if (word.length < shortBeginning) return whole;
  // Between two that are as near, the whole word is meant.
  return Math.min(whole, Math.min(...editDistances(word, candidate)) + 0.5);
}

/** Levenshtein's distances of `a` from each beginning of `b`, the empty one first and the whole of it last. */
function editDistances(a: string, b: string): number[] {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substitution));
    }
    row = next;
  }
  return row;
}
