import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { Command } from 'commander';
import { openWalk, writeReproducer, type OpenedWalk } from '../../handover/index.js';
import { walkRecordFile } from '../../runner/index.js';
import { nearest } from '../../support/nearest.js';
import { UsageError } from '../../support/errors.js';
import { print, say } from '../streams.js';

interface Options {
  readonly output?: string;
}

const epilogue = `
The folder can be given away. It holds REPORT.md in the form that QEMU's bug tracker asks for; reproduce.sh, which shows the bug with
QEMU and a POSIX shell alone; the walk for vmwright run and for vmwright replay; and the logs.`;

export function reproduceCommand(signal: AbortSignal): Command {
  return new Command('reproduce')
    .description('make a folder out of a cell that failed, for who does not have vmwright')
    .argument('<run>', "the folder of a run's records, or of one of its cells")
    .argument('[cell]', 'which cell of the run (default: the one that failed, if only one did)')
    .option('--output <dir>', 'the folder to make (default: reproducer-CELL)')
    .addHelpText('after', epilogue)
    .action((run: string, cell: string | undefined, options: Options) =>
      reproduce(run, cell, options, signal),
    );
}

async function reproduce(
  run: string,
  cell: string | undefined,
  { output }: Options,
  signal: AbortSignal,
): Promise<void> {
  const walk = await openFailed(run, cell);
  const { description, machine, findings, directory } = walk;
  const [first, ...others] = findings;
  if (!first) throw new UsageError(`${description.id} found nothing: there is nothing to reproduce`);
  const folder = output ?? `reproducer-${description.id.replaceAll(/[^\w.-]+/g, '-').replace(/-$/, '')}`;
  if (existsSync(folder)) throw new UsageError(`${folder} is there already; --output names another folder`);
  const bug = {
    description,
    walk: walk.walk,
    settings: { machine },
    findings: [first, ...others] as const,
    logs: directory,
  };
  const { script, report, scenario } = await writeReproducer(bug, folder, signal);
  if (script.whyNot !== undefined) say(`without a reproduce.sh: ${script.whyNot}`);
  const made = [...(script.path === undefined ? [] : [script.path]), report, scenario];
  print(made.map((path) => relative('.', path)).join('\n'));
}

/** @throws UsageError when it is not clear which cell is meant */
async function openFailed(run: string, cell: string | undefined): Promise<OpenedWalk> {
  if (existsSync(join(run, walkRecordFile))) return await openWalk(run);
  const folder = join(run, 'cells');
  if (!existsSync(folder))
    throw new UsageError(`${run} is neither the folder of a run nor of one of its cells`);
  const cells = readdirSync(folder);
  if (cell !== undefined) {
    if (cells.includes(basename(cell))) return await openWalk(join(folder, basename(cell)));
    const near = nearest(cell, cells);
    throw new UsageError(`${run} has no cell ${cell}${near === undefined ? '' : `; did you mean ${near}?`}`);
  }
  const failed = cells.filter((name) => existsSync(join(folder, name, 'findings.json')));
  const [only, ...more] = failed;
  if (only === undefined) throw new UsageError(`no cell of ${run} has a finding`);
  if (more.length > 0)
    throw new UsageError(`several cells of ${run} have findings, name one: ${failed.join(', ')}`);
  return await openWalk(join(folder, only));
}
