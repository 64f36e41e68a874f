import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { writeReproducer } from '../handover/index.js';
import { localHost } from '../host/index.js';
import type { Knowledge } from '../known/index.js';
import { describeStep } from '../model/index.js';
import { makeRunDirectory, type Finding, type RunnableCell, type WalkPlace } from '../runner/index.js';
import type { ExploreEvent, KeptFinding } from './events.js';
import { describeError } from '../support/errors.js';
import { stepCount, type ExploredWalk } from './explored.js';
import { shrinkWalk } from './shrink/shrink-walk.js';
import { WalkTrials } from './walk-trials.js';

/** A walk that found something. */
export interface FoundWalk {
  readonly number: number;
  readonly walk: ExploredWalk;
  readonly cell: RunnableCell;
  /** The folder with its logs. */
  readonly directory: string;
  readonly findings: readonly [Finding, ...Finding[]];
  /** What is known of them; left out when one is new. */
  readonly known?: readonly Knowledge[] | undefined;
  /** What is known of the like in scenarios, where it is new. */
  readonly like?: readonly Knowledge[] | undefined;
}

interface KeepOptions {
  readonly place: WalkPlace;
  readonly output: string;
  readonly jobs: number;
  readonly shrinkBudgetMs: number;
  readonly signal: AbortSignal;
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
  let best: ExploredWalk = reached;
  let tried = 0;
  const tell = () => {
    const { steps: left, shape } = best;
    const smallest = { steps: stepCount(left), vcpus: shape.vcpus };
    emit({ type: 'shrink-progress', at: Date.now(), trials: tried, ...smallest });
  };
  const shrunk = await shrinkWalk(reached, {
    // What is known need not become the very smallest.
    ...{ jobs, budgetMs: found.known ? shrinkBudgetMs / 5 : shrinkBudgetMs, signal },
    trial: async (walk, abort) => {
      const shown = await trials.trial(walk, abort);
      tried += 1;
      tell();
      return shown;
    },
    onBest: (walk) => {
      trials.keepOnly(walk);
      best = walk;
      tell();
    },
  });
  // Without a run of the smallest walk there are the logs of the one that found it.
  const shown = trials.shown(shrunk.walk);
  if (shown) {
    await rename(shown.directory, directory);
    await rename(found.directory, join(directory, 'found'));
  } else await rename(found.directory, directory);
  const cell = place.cell(`finding-${count}`, shrunk.walk);
  const { scenario } = await writeReproducer(
    {
      ...{ ...cell, findings: shown?.findings ?? found.findings, logs: directory, howOften: shrunk },
      host: await place.host.facts(),
      unscriptable: place.host === localHost ? undefined : `the walk was on ${place.host.name}`,
    },
    directory,
  );
  return {
    ...{ signature, kind, message, walk: found.number, seen: 1 },
    ...{ steps: shrunk.walk.steps.map(describeStep), vcpus: shrunk.walk.shape.vcpus },
    ...{ shows: shrunk.shows, of: shrunk.of, end: shrunk.end, directory, scenario },
    ...(found.known && { known: found.known }),
    ...(found.like && { like: found.like }),
    ...(shrunk.error !== undefined && { broke: describeError(shrunk.error) }),
  };
}
