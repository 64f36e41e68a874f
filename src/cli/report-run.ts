import { attachReporters, ConsoleReporter, JsonReporter, type Reporter } from '../report/index.js';
import type { Run, RunSummary } from '../runner/index.js';
import { describeError } from '../support/errors.js';
import { say, talkThrough } from './streams.js';

/**
 * Tells how a run goes until it has ended. What is for people goes to stdout, or to stderr when stdout is for a program.
 *
 * @throws what the run's `finished` rejects with
 */
export async function reportRun(run: Run, { json }: { readonly json: boolean }): Promise<RunSummary> {
  const people = new ConsoleReporter(json ? process.stderr : process.stdout);
  const reporters: Reporter[] = json ? [people, new JsonReporter(process.stdout)] : [people];
  const reports = attachReporters(run.events, reporters, (broken, error) => {
    say(`a bug in vmwright: the ${broken.name} report broke, and the run goes on: ${describeError(error)}`);
  });
  // A line written past the reporter would tear the live lines of a terminal.
  const talk = talkThrough((line) => people.note(line));
  try {
    return await run.finished;
  } finally {
    talk[Symbol.dispose]();
    reports[Symbol.dispose]();
  }
}
