import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeStep } from '../model/index.js';
import { makeRunDirectory, type Finding, type RunnableCell, type WalkPlace } from '../runner/index.js';
import { writeScenario } from '../scenario/index.js';
import { describeError } from '../support/errors.js';
import type { ExploreEvent, KeptFinding } from './events.js';
import { stepCount, type ExploredWalk } from './explored.js';
import { shrinkWalk, type Shrunk } from './shrink/shrink-walk.js';
import { WalkTrials } from './walk-trials.js';

/** A walk that found something. */
export interface FoundWalk {
  readonly number: number;
  readonly walk: ExploredWalk;
  readonly cell: RunnableCell;
  /** The folder with its logs. */
  readonly directory: string;
  readonly findings: readonly [Finding, ...Finding[]];
}

/** What is handed over to others. */
export interface HandedOver {
  /** The smallest walk, with what it is walked on. */
  readonly cell: RunnableCell;
  readonly findings: readonly [Finding, ...Finding[]];
  /** How often the walk showed it, of how often. */
  readonly shows: number;
  readonly of: number;
  /** The finding's folder: `walk.yaml`, `findings.json`, the logs of a run that showed it. */
  readonly directory: string;
}

export type HandOver = (what: HandedOver, signal: AbortSignal) => Promise<void>;

interface KeepOptions {
  readonly place: WalkPlace;
  readonly output: string;
  readonly seed: number;
  readonly jobs: number;
  readonly shrinkBudgetMs: number;
  readonly signal: AbortSignal;
  readonly handOver?: HandOver | undefined;
}

/** Shrinks what a walk found, and makes a folder of it which can be given away. @param count - the how-manieth finding, from 1 */
export async function keepFinding(
  found: FoundWalk,
  options: KeepOptions,
  count: number,
  emit: (event: ExploreEvent) => void,
): Promise<KeptFinding> {
  const { place, output, jobs, shrinkBudgetMs, signal } = options;
  const [main] = found.findings;
  const { signature, kind, message } = main;
  const directory = join(output, 'findings', `${count}-${kind}`);
  makeRunDirectory(join(output, 'findings'));
  const reached = { shape: found.walk.shape, steps: found.walk.steps.slice(0, main.step + 1) };
  const steps = stepCount(reached.steps);
  emit({ type: 'shrink-started', at: Date.now(), signature, walk: found.number, steps });
  await using trials = new WalkTrials(place, signature, join(output, 'trials'));
  const shrunk = await shrinkWalk(reached, {
    ...{ trial: trials.trial, jobs, budgetMs: shrinkBudgetMs, signal },
    onBest: (walk, tried) => {
      void trials.keepOnly(walk);
      emit({
        ...{ type: 'shrink-progress', at: Date.now(), trials: tried },
        ...{ steps: stepCount(walk.steps), vcpus: walk.shape.vcpus },
      });
    },
  });
  // Without a run of the smallest walk there are the logs of the one that found it.
  const folder = trials.folderOf(shrunk.walk);
  if (folder !== undefined && existsSync(folder)) {
    await rename(folder, directory);
    await rename(found.directory, join(directory, 'found'));
  } else await rename(found.directory, directory);
  const scenario = join(directory, 'walk.yaml');
  await writeFile(scenario, scenarioOf(shrunk, found, options));
  await options.handOver?.(
    {
      cell: place.cell(`finding-${count}`, shrunk.walk),
      ...{ findings: found.findings, shows: shrunk.shows, of: shrunk.of, directory },
    },
    signal,
  );
  return {
    ...{ signature, kind, message, walk: found.number, seen: 1 },
    ...{ steps: shrunk.walk.steps.map(describeStep), vcpus: shrunk.walk.shape.vcpus },
    ...{ shows: shrunk.shows, of: shrunk.of, end: shrunk.end, directory, scenario },
  };
}

function scenarioOf(shrunk: Shrunk, { findings, number }: FoundWalk, { place, seed }: KeepOptions): string {
  const [{ kind, signature, expected }] = findings;
  const broken = shrunk.error === undefined ? '' : ` Shrinking ended early: ${describeError(shrunk.error)}.`;
  return writeScenario({
    proves: expected === undefined ? `Nothing of this kind shows: ${kind}.` : `After this walk, ${expected}.`,
    because:
      `vmwright explore, seed ${seed}, walk ${number}, QEMU ${place.qemu.version}, ${place.arch} with ${place.accelerator}: ` +
      `it showed "${signature}" in ${shrunk.shows} of ${shrunk.of} walks.${broken}`,
    walk: shrunk.walk,
  });
}
