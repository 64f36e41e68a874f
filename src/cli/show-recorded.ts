import { ConsoleReporter, JsonReporter, replay, type Reporter } from '../report/index.js';
import type { RunEvent } from '../runner/index.js';

/** What there is besides the lines for people. */
export interface ShowOptions {
  readonly json?: true;
}

/** Shows a recorded run as the run itself did at its end. */
export function showRecorded(events: readonly RunEvent[], { json }: ShowOptions): void {
  const people = new ConsoleReporter(json ? process.stderr : process.stdout);
  const reporters: Reporter[] = json ? [people, new JsonReporter(process.stdout)] : [people];
  replay(events, reporters);
}
