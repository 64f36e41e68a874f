import { existsSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { Command } from 'commander';
import { openWalk, writeReproducer, type OpenedWalk } from '../../handover/index.js';
import { readRun, type RecordedRun } from '../../records/index.js';
import { walkRecordFile } from '../../runner/index.js';
import { nearest } from '../../support/nearest.js';
import { UsageError } from '../../support/errors.js';
import { print, say } from '../streams.js';

type CellEnd = RecordedRun['cells'] extends ReadonlyMap<string, infer End> ? End : never;

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
  const { description, machine, findings, directory, hostFacts } = walk;
  const [first, ...others] = findings;
  if (!first) throw new UsageError(`${description.id} found nothing: there is nothing to reproduce`);
  const folder = output ?? `reproducer-${description.id.replaceAll(/[^\w.-]+/g, '-').replace(/-$/, '')}`;
  if (existsSync(folder)) throw new UsageError(`${folder} is there already; --output names another folder`);
  const bug = {
    description,
    walk: walk.walk,
    ...{ settings: { machine }, host: hostFacts },
    findings: [first, ...others] as const,
    logs: directory,
    unscriptable: whyNoScript(walk),
  };
  const { script, report, scenario } = await writeReproducer(bug, folder, signal);
  if (script.whyNot !== undefined) say(`without a reproduce.sh: ${script.whyNot}`);
  const made = [...(script.path === undefined ? [] : [script.path]), report, scenario];
  print(made.map((path) => relative('.', path)).join('\n'));
}

function whyNoScript({ fault, destinationQemu, hosts }: OpenedWalk): string | undefined {
  if (fault !== undefined) return `what was found is the fault ${fault}, which vmwright planted itself`;
  if (destinationQemu !== undefined) return `the walk leads into another QEMU (${destinationQemu}) and back`;
  return hosts && `the walk was on ${hosts.join(' and ')}`;
}

/** @throws UsageError when it is not clear which cell is meant */
async function openFailed(run: string, cell: string | undefined): Promise<OpenedWalk> {
  if (existsSync(join(run, walkRecordFile))) return await openWalk(run);
  if (!existsSync(join(run, 'cells')))
    throw new UsageError(`${run} is neither the folder of a run nor of one of its cells`);
  const { cells } = readRun(run);
  if (cell !== undefined) {
    const named = cells.get(basename(cell));
    if (named) return await openWalk(recordsOf(named));
    const near = nearest(cell, [...cells.keys()]);
    throw new UsageError(
      `${run} has no cell ${cell} that has ended${near === undefined ? '' : `; did you mean ${near}?`}`,
    );
  }
  const failed = [...cells.values()].filter(({ result }) => result.outcome === 'fail');
  const [only, ...more] = failed;
  if (only === undefined) throw new UsageError(`no cell of ${run} has failed; of another one, give its name`);
  if (more.length > 0)
    throw new UsageError(
      `several cells of ${run} have failed, name one: ${failed.map(({ cell: id }) => id).join(', ')}`,
    );
  return await openWalk(recordsOf(only));
}

/** Of what was found in a VM that had started from a saved state, those of the walk from a boot that confirmed it. */
function recordsOf({ directory, result }: CellEnd): string {
  const records = result.outcome === 'fail' ? result.confirmed?.records : undefined;
  return records === undefined ? directory : join(directory, records);
}
