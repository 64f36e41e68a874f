/** How one run of a cell ended, on one side. */
export interface SideResult {
  /** Nothing when vmwright or its surroundings broke, so that nothing is known. */
  readonly failed: boolean | undefined;
  readonly ms: number;
  /** Of its main finding, when it failed. */
  readonly signature?: string | undefined;
  /** What was wrong in a few words; why nothing is known. */
  readonly reason?: string | undefined;
  readonly directory: string;
}

/** A cell that ran once on each side, one right after the other. */
export interface PairRecord {
  readonly base: SideResult;
  readonly head: SideResult;
}

/** All that is known of a cell. */
export interface CellRecord {
  /** As in a run: `scenario[vcpu=1]`. */
  readonly name: string;
  /** Why it cannot be compared. */
  readonly skip?: string | undefined;
  /** One for each round that it ran in. */
  readonly pairs: readonly PairRecord[];
}

/** After so many rounds in a row of which nothing is known, what is around a cell is taken for broken. */
export const mostInVain = 3;
