import { Command } from 'commander';
import { describeReplay, judgeReplay, openWalk, replayCell, type OpenedWalk } from '../../handover/index.js';
import { probeQemu } from '../../qemu/index.js';
import { exitStatus, startRun, type CellResult } from '../../runner/index.js';
import { countFrom1 } from '../option-values.js';
import { chooseOutput, linkLatest } from '../output-folder.js';
import { reportRun } from '../report-until-end.js';
import { say } from '../streams.js';

interface Options {
  readonly repeat: number;
  readonly output?: string;
  readonly json?: true;
}

const epilogue = `
A FOLDER is that of a cell in a run's records (vmwright-runs/TIME/cells/NAME), or one that vmwright reproduce has made. The walk is
taken on the same QEMU, guest and accelerator, with the same settings, and no step begins sooner after the one before
it than it did then.

Exit status: 0 nothing was found, 1 a finding, 2 wrong usage, 3 an error.`;

export function replayCommand(signal: AbortSignal): Command {
  return new Command('replay')
    .description('walk a recorded walk again, exactly, and say whether the same finding shows')
    .argument('<folder>', 'the folder of a cell or of a reproducer, or its walk.json')
    .option('--repeat <n>', 'how often', countFrom1, 1)
    .option('--output <dir>', 'the folder for the records (default: vmwright-runs/TIME)')
    .option('--json', 'print the result as JSON when the run has ended')
    .addHelpText('after', epilogue)
    .action((folder: string, options: Options) => replay(folder, options, signal));
}

async function replay(folder: string, options: Options, signal: AbortSignal): Promise<void> {
  const walk = await openWalk(folder);
  await warnOfAnotherVersion(walk, signal);
  const cells = Array.from({ length: options.repeat }, (_, index) => replayCell(walk, index + 1));
  const output = chooseOutput(options.output);
  const run = startRun(cells, { jobs: 1, output, signal });
  if (options.output === undefined) linkLatest(output);
  const results: CellResult[] = [];
  run.events.subscribe({
    next: (event) => event.type === 'cell-finished' && results.push(event.result),
    error: () => undefined,
  });
  const { counts } = await reportRun(run, { json: options.json ?? false });
  for (const line of describeReplay(walk.findings, judgeReplay(walk.findings, results))) say(line);
  process.exitCode = exitStatus(counts);
}

async function warnOfAnotherVersion({ description: { qemu }, machine }: OpenedWalk, signal: AbortSignal) {
  const { version } = await probeQemu(machine.qemu, { signal });
  if (qemu.version === '' || version.text === qemu.version) return;
  say(`warning: ${machine.qemu} is QEMU ${version.text} now, and was ${qemu.version} when this was recorded`);
}
