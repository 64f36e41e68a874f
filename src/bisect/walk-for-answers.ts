import type { Bench, Walked } from './bench.js';
import type { Journal } from './journal.js';

/** So many more walks than were to be made may break off, and a commit is given up. */
const spareWalks = 2;

/**
 * Runs the culprit's cell until it has given so many answers: a walk that breaks off is none, and another one takes its
 * place. Each is written down.
 *
 * @returns what to say when too many broke off
 * @throws EnvironmentError when the surroundings break; the signal's reason
 */
export async function walkForAnswers(
  request: Parameters<Bench['walk']>[0],
  { bench, journal }: { readonly bench: Bench; readonly journal: Journal },
  signal: AbortSignal,
): Promise<string | undefined> {
  const { commit, times, untilFailure } = request;
  const answers: Walked[] = [];
  const errors: Walked[] = [];
  const isOver = () =>
    answers.length >= times ||
    answers.some(({ came }) => came === 'cannot' || (untilFailure && came !== 'pass'));
  while (!isOver()) {
    const before = answers.length + errors.length;
    await bench.walk(
      { ...request, times: times - answers.length },
      (walked) => {
        journal.add({ type: 'run', at: Date.now(), commit, ...walked });
        (walked.came === 'error' ? errors : answers).push(walked);
      },
      signal,
    );
    const all = answers.length + errors.length;
    if (all === before) throw new Error(`no walk of ${commit} ended`);
    if (!isOver() && errors.length >= times + spareWalks)
      return `${errors.length} of its ${all} walks broke off without an answer, the last with: ${errors.at(-1)?.reason ?? ''}`;
  }
  return undefined;
}
