import { InvalidArgumentError, type Command } from 'commander';
import { readRun, recordedTimes } from '../records/index.js';
import { cellsOfShard, type Cell, type CellDescription, type Shard } from '../runner/index.js';
import { UsageError } from '../support/errors.js';
import { shardFromEnvironment } from './shard-from-environment.js';

export interface ShardOptions {
  readonly shard?: Shard;
  readonly times?: string;
}

export function addShardOptions(command: Command): Command {
  return command
    .option(
      '--shard <i/n>',
      'only the cells of one of n machines that share this run, from 1; auto: as the CI system, pod or job array tells',
      shard,
    )
    .option('--times <dir>', 'share out by how long cells took in this recorded run');
}

/** What this machine runs of a plan. */
interface Share {
  readonly cells: readonly Cell[];
  readonly shard?: Shard & { readonly plan: readonly CellDescription[] };
}

/** @throws UsageError when the times cannot be read */
export function shareOf(cells: readonly Cell[], options: ShardOptions): Share {
  const { shard, times } = options;
  if (!shard) {
    if (times !== undefined) throw new UsageError('--times says how a run is shared out: give --shard, too');
    return { cells };
  }
  const recorded = times === undefined ? undefined : recordedTimes(readRun(times));
  const plan = cells.map(({ description }) => description);
  return { cells: cellsOfShard(cells, shard, recorded), shard: { ...shard, plan } };
}

function shard(text: string): Shard {
  if (text === 'auto') return shardFromEnvironment();
  const [, index, total] = /^(\d{1,6})\/(\d{1,6})$/.exec(text)?.map(Number) ?? [];
  if (index === undefined || total === undefined || index < 1 || index > total)
    throw new InvalidArgumentError('It must be a shard and how many there are, as 2/5, or auto.');
  return { index, total };
}
