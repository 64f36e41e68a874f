import { pause } from '../support/pause.js';
import { compareFacts, type Expectation, type Mismatch, type Witness } from '../witnesses/index.js';

/** Milliseconds between two rounds of questions. */
const pauseMs = 100;

/** Kinds that no waiting heals: the witness itself has waited, or the fact is a thing of the past. */
const final = new Set<Mismatch['kind']>(['cpu-dead', 'cpu-corruption', 'clock-jump', 'guest-log']);

/**
 * Asks the witnesses in their order until each agrees with the model. One that disagrees keeps the dearer ones after it
 * from being asked: a guest need not be asked while QEMU says that it is paused.
 *
 * @param settleMs - milliseconds for late facts to come true; what is still wrong then is wrong
 * @returns the disagreements that remain
 */
export async function checkAgainstModel(
  witnesses: readonly Witness[],
  expectation: Expectation,
  settleMs: number,
  signal: AbortSignal,
): Promise<Mismatch[]> {
  const started = performance.now();
  for (;;) {
    const mismatches = await firstDisagreement(witnesses, expectation, signal);
    const settled = mismatches.some(({ kind }) => final.has(kind)) || performance.now() - started > settleMs;
    if (mismatches.length === 0 || settled) return mismatches;
    await pause(pauseMs, signal);
  }
}

async function firstDisagreement(
  witnesses: readonly Witness[],
  expectation: Expectation,
  signal: AbortSignal,
): Promise<Mismatch[]> {
  for (const witness of witnesses) {
    const expected = witness.expected(expectation);
    if (expected.size === 0) continue;
    const mismatches = compareFacts(witness, expected, await witness.observe(expectation, signal));
    if (mismatches.length > 0) return mismatches;
  }
  return [];
}
