import { Command } from 'commander';
import { readRun } from '../../records/index.js';
import { exitStatus, type Counts, type RunEvent } from '../../runner/index.js';
import { showRecorded, type ShowOptions } from '../show-recorded.js';
import { say } from '../streams.js';

const epilogue = `
Exit status: as that of the run; 3 when it was interrupted and none failed.`;

export function reportCommand(): Command {
  return new Command('report')
    .description('show a recorded run again')
    .argument('<dir>', "the run's folder")
    .option('--json', 'print the result as JSON')
    .addHelpText('after', epilogue)
    .action(report);
}

function report(folder: string, options: ShowOptions): void {
  const { events, started, finished, cells, directory } = readRun(folder);
  const counts: Record<keyof Counts, number> = { pass: 0, fail: 0, known: 0, skip: 0, error: 0 };
  for (const { result } of cells.values()) counts[result.outcome] += 1;
  const isWhole = finished !== undefined && !finished.interrupted;
  const at = events.at(-1)?.at ?? started.at;
  const end: RunEvent = {
    ...{ type: 'run-finished', at, ms: at - started.at, counts, knownGone: [], interrupted: true },
  };
  showRecorded(finished ? events : [...events, end], options);
  if (!isWhole) say(`this run did not come to its end: vmwright run --resume ${directory}`);
  const status = exitStatus(counts);
  process.exitCode = status === 0 && !isWhole ? 3 : status;
}
