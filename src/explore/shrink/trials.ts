import type { ExploredWalk } from '../explored.js';

/**
 * Walks a walk once.
 *
 * @returns whether it showed what is looked for
 * @throws when it could not be judged, since the surroundings broke; the signal's reason
 */
export type Trial = (walk: ExploredWalk, signal: AbortSignal) => Promise<boolean>;

/** How often one attempt is made again that could not be judged. */
const triesOfError = 3;
/** After so many attempts in a row that could not be judged, none will be. */
const mostUnclear = 3;

/**
 * Trials that tell an error from a walk that does not show it: they try again, and pass over what cannot be judged; until nothing
 * can be.
 */
export class SteadyTrials {
  readonly #trial: Trial;
  readonly #tally = new Map<ExploredWalk, { shows: number; of: number }>();
  #count = 0;
  #unclear = 0;

  constructor(trial: Trial) {
    this.#trial = trial;
  }

  /** How many walks were walked. */
  get count(): number {
    return this.#count;
  }

  /** How often a walk showed it, of how often it could be judged. */
  tallyOf(walk: ExploredWalk): { readonly shows: number; readonly of: number } {
    return this.#tally.get(walk) ?? { shows: 0, of: 0 };
  }

  /** @returns nothing when it could not be judged; @throws the last error when nothing can be any more */
  async shows(walk: ExploredWalk, signal: AbortSignal): Promise<boolean | undefined> {
    let error: unknown;
    for (let time = 0; time < triesOfError; time++) {
      signal.throwIfAborted();
      this.#count += 1;
      try {
        const shows = await this.#trial(walk, signal);
        const { shows: before, of } = this.tallyOf(walk);
        this.#tally.set(walk, { shows: before + (shows ? 1 : 0), of: of + 1 });
        this.#unclear = 0;
        return shows;
      } catch (cause) {
        signal.throwIfAborted();
        error = cause;
      }
    }
    this.#unclear += 1;
    if (this.#unclear >= mostUnclear) throw error;
    return undefined;
  }
}
