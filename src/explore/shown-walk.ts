import { join } from 'node:path';
import { migratedAtOnce, type CellResult, type Finding } from '../runner/index.js';
import type { ExploredWalk } from './explored.js';

type Failed = Extract<CellResult, { outcome: 'fail' }>;

/** A walk that showed something from a boot, and where its logs are. */
export interface ShownWalk {
  readonly walk: ExploredWalk;
  /** The folder with its logs. */
  readonly directory: string;
  readonly findings: readonly [Finding, ...Finding[]];
}

/**
 * The walk that a result showed on: of what was found in a VM that had started from a saved state, the one that confirmed it.
 *
 * @param directory - the folder of the walk that found it
 */
export function shownWalk(
  walk: ExploredWalk,
  directory: string,
  { findings, confirmed }: Pick<Failed, 'findings' | 'confirmed'>,
): ShownWalk {
  if (!confirmed) return { walk, directory, findings };
  const booted = { walk, directory: join(directory, confirmed.records), findings };
  const migrated = confirmed.after === 'migration' ? migratedAtOnce(walk) : undefined;
  if (!migrated) return booted;
  const [first, ...others] = findings;
  const later = (finding: Finding) => ({ ...finding, step: finding.step + 1 });
  return { ...booted, walk: migrated, findings: [later(first), ...others.map(later)] };
}
