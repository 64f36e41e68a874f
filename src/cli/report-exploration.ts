import type { ExploreEvent, ExploreSummary, StartedExploration } from '../explore/index.js';
import { attachReporters, ExploreJsonReporter, ExploreReporter, type Reporter } from '../report/index.js';
import { describeError } from '../support/errors.js';
import { say, talkThrough } from './streams.js';

/**
 * Tells how an exploration goes until it has ended. What is for people goes to stdout, or to stderr when stdout is for a program.
 *
 * @throws what its `finished` rejects with
 */
export async function reportExploration(
  exploration: StartedExploration,
  { json }: { readonly json: boolean },
): Promise<ExploreSummary> {
  const people = new ExploreReporter(json ? process.stderr : process.stdout);
  const reporters: Reporter<ExploreEvent>[] = json
    ? [people, new ExploreJsonReporter(process.stdout)]
    : [people];
  const reports = attachReporters(exploration.events, reporters, (broken, error) => {
    say(`a bug in vmwright: the ${broken.name} report broke, and it goes on: ${describeError(error)}`);
  });
  // A line written past the reporter would tear the live lines of a terminal.
  const talk = talkThrough((line) => people.note(line));
  try {
    return await exploration.finished;
  } finally {
    talk[Symbol.dispose]();
    reports[Symbol.dispose]();
  }
}
