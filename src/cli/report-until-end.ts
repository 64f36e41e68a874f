import type { Observable } from 'rxjs';
import type { ExploreEvent, ExploreSummary, StartedExploration } from '../explore/index.js';
import {
  attachReporters,
  ConsoleReporter,
  ExploreJsonReporter,
  ExploreReporter,
  JsonReporter,
  type Reporter,
} from '../report/index.js';
import type { Run, RunEvent, RunSummary } from '../runner/index.js';
import { describeError } from '../support/errors.js';
import { say, talkThrough } from './streams.js';

/** Tells how it goes until it has ended. @throws what its `finished` rejects with */
export function reportRun(run: Run, options: ReportOptions): Promise<RunSummary> {
  const tellers: Tellers<RunEvent> = {
    people: (stream) => new ConsoleReporter(stream),
    programs: (stream) => new JsonReporter(stream),
  };
  return reportUntilEnd(run, tellers, options);
}

/**
 * Tells how it goes until it has ended.
 *
 * @param place - the options that lead `vmwright run` to where it explores
 * @throws what its `finished` rejects with
 */
export function reportExploration(
  exploration: StartedExploration,
  { json, place }: ReportOptions & { readonly place: readonly string[] },
): Promise<ExploreSummary> {
  const tellers: Tellers<ExploreEvent> = {
    people: (stream) => new ExploreReporter(stream, { place }),
    programs: (stream) => new ExploreJsonReporter(stream),
  };
  return reportUntilEnd(exploration, tellers, { json });
}

interface ReportOptions {
  readonly json: boolean;
}

/** A run or an exploration that goes on. */
interface Going<Event, Summary> {
  readonly events: Observable<Event>;
  readonly finished: Promise<Summary>;
}

/** What tells people of it, and a program in the end. */
interface Tellers<Event> {
  people(stream: NodeJS.WriteStream): Reporter<Event> & { note(line: string): void };
  programs(stream: NodeJS.WriteStream): Reporter<Event>;
}

/** What is for people goes to stdout, or to stderr when stdout is for a program. */
async function reportUntilEnd<Event, Summary>(
  { events, finished }: Going<Event, Summary>,
  tellers: Tellers<Event>,
  { json }: ReportOptions,
): Promise<Summary> {
  const people = tellers.people(json ? process.stderr : process.stdout);
  const reporters = json ? [people, tellers.programs(process.stdout)] : [people];
  const reports = attachReporters(events, reporters, (broken, error) => {
    say(`a bug in vmwright: the ${broken.name} report broke, and all else goes on: ${describeError(error)}`);
  });
  // A line written past the reporter would tear the live lines of a terminal.
  const talk = talkThrough((line) => people.note(line));
  try {
    return await finished;
  } finally {
    talk[Symbol.dispose]();
    reports[Symbol.dispose]();
  }
}
