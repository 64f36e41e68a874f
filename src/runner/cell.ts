import type { ScenarioWalk } from '../scenario/index.js';
import type { Operation } from '../operations/index.js';
import type { VmSettings } from '../vm/index.js';
import type { CellDescription } from './events.js';

/** One walk with every choice of the matrix made. */
export type Cell = RunnableCell | SkippedCell;

export interface RunnableCell {
  readonly description: CellDescription;
  readonly walk: ScenarioWalk<Operation>['walk'];
  readonly settings: Omit<VmSettings, 'logs'>;
  /**
   * Of one that is walked again: when its steps began, in milliseconds since the first one. None begins sooner after the one
   * before it than it did then.
   */
  readonly startsMs?: readonly number[] | undefined;
  readonly skip?: undefined;
}

interface SkippedCell extends Pick<RunnableCell, 'description' | 'walk'> {
  /** Why it cannot run here. */
  readonly skip: string;
}
