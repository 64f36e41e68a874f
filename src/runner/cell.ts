import type { ScenarioWalk } from '../scenario/index.js';
import type { Operation } from '../operations/index.js';
import type { VmSettings } from '../vm/index.js';
import type { CellDescription } from './events.js';

/** One walk with every choice of the matrix made, ready to run. */
export interface Cell {
  readonly description: CellDescription;
  readonly walk: ScenarioWalk<Operation>['walk'];
  /** Why it cannot run here, if it cannot. */
  readonly skip?: string | undefined;
  readonly settings: Omit<VmSettings, 'logs'>;
}
