import type { RunEvent } from '../runner/events.js';
import type { Reporter } from './reporter.js';

/**
 * Tells reporters of a run that is over, as its record has it. That cells began is left out: of a cell that ended, its
 * end is told.
 */
export function replay(events: readonly RunEvent[], reporters: readonly Reporter[]): void {
  for (const event of events) {
    if (event.type === 'cell-started' || event.type === 'step-started') continue;
    for (const reporter of reporters) reporter.on(event);
  }
  for (const reporter of reporters) reporter[Symbol.dispose]();
}
