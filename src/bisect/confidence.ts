/** How often a fault showed where it is known to be. */
export interface FaultRate {
  readonly failures: number;
  readonly passes: number;
}

/**
 * Jeffreys' prior for a rate that nothing is known of: Beta(1/2, 1/2). It leaves room for a fault that shows each time and
 * for one that shows rarely, and three failures of three do not yet make it certain that there will be a fourth.
 */
const prior = 0.5;

/**
 * How likely it is that a commit which has the fault passes so many times in a row, going by how often the fault showed
 * elsewhere: the beta-binomial's chance of no failure. It reckons with the rate being known only so well.
 */
export function missProbability({ failures, passes }: FaultRate, inARow: number): number {
  let probability = 1;
  for (let pass = 0; pass < inARow; pass++) {
    probability *= (passes + prior + pass) / (failures + passes + 2 * prior + pass);
  }
  return probability;
}

/** More than these, and nobody would wait for them. */
const mostPasses = 10_000;

/**
 * How many passes in a row make it less likely than `risk` that a commit with the fault is taken for a good one.
 *
 * @param risk - between 0 and 1
 */
export function passesNeeded(rate: FaultRate, risk: number): number {
  let passes = 1;
  while (passes < mostPasses && missProbability(rate, passes) > risk) passes++;
  return passes;
}

/** A commit that may be the first with the fault. */
export interface Suspect {
  readonly commit: string;
  /** How many times commits passed that would have the fault if this one had brought it. */
  readonly passes: number;
}

/**
 * How likely each suspect is the first bad commit (Bayes' theorem; before any run all are equally likely): one of them
 * is, and each pass of a commit that would then have the fault speaks against it.
 */
export function probabilities(suspects: readonly Suspect[], rate: FaultRate): Map<string, number> {
  const chances = new Map<number, number>();
  const weights = suspects.map(({ commit, passes }) => {
    const chance = chances.get(passes) ?? missProbability(rate, passes);
    chances.set(passes, chance);
    return [commit, chance] as const;
  });
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  return new Map(weights.map(([commit, weight]) => [commit, weight / sum]));
}
