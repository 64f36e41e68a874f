import type { Observable } from 'rxjs';
import type { RunEvent } from '../runner/events.js';

/** Tells somebody how a run or an exploration goes. Disposing ends it early, harmlessly after `run-finished` and any number of times. */
export interface Reporter<Event = RunEvent> extends Disposable {
  readonly name: string;
  on(event: Event): void;
}

/**
 * Gives a run's events to every reporter. One that throws gets no more of them; neither the run nor the other reporters
 * notice.
 *
 * @param onBroken - told once for each reporter that threw
 * @returns ends all of them; to be disposed of when the run is over, however it ended
 */
export function attachReporters<Event = RunEvent>(
  events: Observable<Event>,
  reporters: readonly Reporter<Event>[],
  onBroken: (reporter: Reporter<Event>, error: unknown) => void,
): Disposable {
  const working = new Set(reporters);
  const attempt = (reporter: Reporter<Event>, work: () => void) => {
    try {
      work();
    } catch (error) {
      if (working.delete(reporter)) onBroken(reporter, error);
    }
  };
  const subscription = events.subscribe({
    next: (event) => {
      for (const reporter of working) attempt(reporter, () => reporter.on(event));
    },
    // The run itself tells its owner why it broke; without this rxjs would throw it out of the process as well.
    error: () => undefined,
  });
  return {
    [Symbol.dispose]: () => {
      subscription.unsubscribe();
      for (const reporter of reporters) attempt(reporter, () => reporter[Symbol.dispose]());
    },
  };
}
