import { Command } from 'commander';
import { holderOf, missingCells, readRun, type RecordedRun } from '../../records/index.js';
import { exitStatus, noCounts, type RunEvent } from '../../runner/index.js';
import { shellQuote } from '../../support/shell-quote.js';
import { showRecorded, type ShowOptions } from '../show-recorded.js';
import { say } from '../streams.js';

const epilogue = `
Exit status: as that of the run; 3 when cells have no result and none failed.`;

export function reportCommand(): Command {
  return new Command('report')
    .description('show a recorded run again')
    .argument('<dir>', "the run's folder")
    .option('--json', 'print the result as JSON')
    .addHelpText('after', epilogue)
    .action(report);
}

function report(folder: string, options: ShowOptions): void {
  const run = readRun(folder);
  const { events, started, finished, cells } = run;
  const counts = { ...noCounts };
  for (const { result } of cells.values()) counts[result.outcome] += 1;
  const at = events.at(-1)?.at ?? started.at;
  const end: RunEvent = {
    ...{ type: 'run-finished', at, ms: at - started.at, counts, knownGone: [], interrupted: true },
  };
  showRecorded(finished ? events : [...events, end], options);
  const missing = missingCells(run);
  for (const notice of [...(started.merged?.notices ?? []), ...missing]) say(notice);
  const isWhole = missing.length === 0;
  if (!isWhole) say(howItEnds(run));
  const status = exitStatus(counts, started);
  process.exitCode = status === 0 && !isWhole ? 3 : status;
}

/** Of a run that has cells without a result: how these come to one. */
function howItEnds({ directory, started }: RecordedRun): string {
  const holder = holderOf(directory);
  if (holder !== undefined) return `this run is still going on: ${holder}`;
  if (started.merged) return 'it was joined from parts of a run: complete these, and merge them again';
  return `this run did not come to its end: vmwright run --resume ${shellQuote([directory])}`;
}
