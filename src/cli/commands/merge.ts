import { cpSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { mergeRuns, readRun, type MergedRun } from '../../records/index.js';
import { exitStatus } from '../../runner/index.js';
import { EnvironmentError } from '../../support/errors.js';
import { makeFolder } from '../../support/make-folder.js';
import { chooseOutput } from '../output-folder.js';
import { showRecorded, type ShowOptions } from '../show-recorded.js';
import { say } from '../streams.js';

interface Options extends ShowOptions {
  readonly output: string;
}

const epilogue = `
The runs are the shards of one run (vmwright run --shard), or runs of different cells. Shards of different plans, or on
different QEMU versions, are refused. Of a shard that was run twice, the one that came to its end is taken.

Exit status: as that of run; 3 also when a shard is missing or a cell has no result, and none failed.`;

export function mergeCommand(): Command {
  return new Command('merge')
    .description('join recorded runs, such as the shards of one, into one report')
    .argument('<dir...>', "the runs' folders")
    .requiredOption('--output <dir>', 'the folder for the joined run')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', epilogue)
    .action(merge);
}

function merge(folders: string[], options: Options): void {
  const output = chooseOutput(options.output);
  const merged = mergeRuns(folders.map(readRun), output);
  write(merged, output);
  showRecorded(merged.events, options);
  for (const notice of merged.notices) say(notice);
  const status = exitStatus(merged.counts);
  process.exitCode = status === 0 && !merged.isComplete ? 3 : status;
}

function write({ events, folders }: MergedRun, output: string): void {
  try {
    makeFolder(output);
    for (const [id, folder] of folders) {
      // A cell that was skipped has none.
      if (existsSync(folder))
        cpSync(folder, join(output, 'cells', id), { recursive: true, verbatimSymlinks: true });
    }
    // Last: a folder with it is a whole run.
    writeFileSync(join(output, 'events.jsonl'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  } catch (cause) {
    throw new EnvironmentError(`cannot write the joined run to ${output}`, { cause });
  }
}
