import { pause } from '../support/pause.js';
import { compareFacts, type Expectation, type Mismatch, type Witness } from '../witnesses/index.js';

/** Milliseconds between two rounds of questions. */
const pauseMs = 10;

/** Kinds that no waiting heals: the witness itself has waited, or the fact is a thing of the past. */
const final = new Set<Mismatch['kind']>([
  'cpu-dead',
  'cpu-corruption',
  'memory-corruption',
  'clock-jump',
  'guest-log',
  'migration-failed',
]);

/** Facts that nobody has to do anything for after an operation that leaves them right at once. */
const state =
  /\bis (present|possible|online|plugged|in the offline mask)$|^the slot of |^power state |^runstate$/;

/** Milliseconds for those: news from QEMU, from the guest and from the host's kernel come by different ways. */
const graceMs = 2_000;

/** What came of asking the witnesses. */
export interface Verdict {
  /** The disagreements that remain. */
  readonly mismatches: readonly Mismatch[];
  /** How long the facts were wrong before they came true, or were given up; nothing when they were right at once. */
  readonly settledAfterMs?: number;
}

export interface Patience {
  /** Milliseconds for late facts to come true; what is still wrong then is wrong. */
  readonly settleMs: number;
  /** Whether the operation leaves the VM's state right at once, so that a state which is right only later is wrong. */
  readonly atOnce: boolean;
}

/**
 * Asks the witnesses in their order until each agrees with the model. One that disagrees keeps the dearer ones after it
 * from being asked: a guest need not be asked while QEMU says that it is paused.
 */
export async function checkAgainstModel(
  witnesses: readonly Witness[],
  expectation: Expectation,
  { settleMs, atOnce }: Patience,
  signal: AbortSignal,
): Promise<Verdict> {
  const started = performance.now();
  for (let round = 0; ; round++) {
    // On a busy host a look takes longer than the grace: what counts is one that began after it.
    const beganMs = performance.now() - started;
    const mismatches = await firstDisagreement(witnesses, expectation, signal);
    const waitedMs = performance.now() - started;
    if (mismatches.length === 0) return { mismatches, ...(round > 0 && { settledAfterMs: waitedMs }) };
    const isLate = mismatches.some(({ fact }) => beganMs > (atOnce && state.test(fact) ? graceMs : settleMs));
    if (mismatches.some(({ kind }) => final.has(kind))) return { mismatches };
    if (isLate) return { mismatches, settledAfterMs: waitedMs };
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
