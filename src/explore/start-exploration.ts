import { join } from 'node:path';
import { Subject, type Observable } from 'rxjs';
import type { KnownFinding } from '../known/index.js';
import type { Operation } from '../operations/index.js';
import { makeRunDirectory, type RunnableCell, type WalkPlace } from '../runner/index.js';
import { LogFile } from '../support/log-file.js';
import type { ExploreEvent, ExploreSummary } from './events.js';
import { Exploration } from './exploration.js';
import { missingNeeds } from './missing-needs.js';
import { exploredShapes } from './plan-walks.js';
import { PossibleSteps } from './possible-steps.js';

export interface ExploreOptions {
  readonly place: WalkPlace;
  /**
   * Where walks start from in place of booting, where they can. What they find is tried, shrunk and told from boots alone.
   */
  readonly warm?: RunnableCell['settings']['warm'];
  /** What is tried, with `boot` among it. */
  readonly operations: readonly Operation[];
  readonly seed: number;
  /** Milliseconds for walks. */
  readonly budgetMs: number;
  /** Milliseconds for each finding to be shrunk. */
  readonly shrinkBudgetMs: number;
  /** How many walks run at the same time. */
  readonly jobs: number;
  /** Whether it goes on after a finding, for others. */
  readonly keepGoing: boolean;
  /** How many walks at most. */
  readonly walks?: number | undefined;
  /** This walk alone, by its number. */
  readonly onlyWalk?: number | undefined;
  /** How many steps each walk has; different numbers when left out. */
  readonly steps?: number | undefined;
  /** How many vCPUs each machine starts with; different numbers when left out. */
  readonly vcpus?: number | undefined;
  /** The folder for the records; made when it is not there. */
  readonly output: string;
  /** Findings that are counted, and no more. */
  readonly known?: readonly KnownFinding[] | undefined;
  /** Ends it: walks that run are stopped, and what is being shrunk is kept as it is then. */
  readonly signal: AbortSignal;
}

/** An exploration on its way. */
export interface StartedExploration {
  /** Begins with `explore-started` for whoever subscribes at once, and completes after `explore-finished`. */
  readonly events: Observable<ExploreEvent>;
  /** Rejects with an EnvironmentError when the folder cannot be written. */
  readonly finished: Promise<ExploreSummary>;
}

/** So many steps a boot is worth: fewer, and the boots take the time; more, and what is found takes long to shrink. */
const usualSteps = { min: 10, max: 25 };

/**
 * Walks about at random until a finding or the budget's end, and shrinks what it finds.
 *
 * @throws EnvironmentError when the folder cannot be made or written
 */
export function startExploration(options: ExploreOptions): StartedExploration {
  const { output, place, operations, steps, vcpus, seed, jobs, budgetMs } = options;
  makeRunDirectory(output);
  const record = new LogFile(join(output, 'events.jsonl'));
  const events = new Subject<ExploreEvent>();
  const emit = (event: ExploreEvent) => {
    record.write(`${JSON.stringify(event)}\n`);
    events.next(event);
  };
  const run = async (): Promise<ExploreSummary> => {
    const missing = await missingNeeds(place, operations, options.signal);
    const { qemu, arch, accelerator, host } = place;
    emit({
      ...{ type: 'explore-started', at: Date.now(), directory: output, seed, jobs, budgetMs },
      host: { name: host.name, ...(await host.facts()) },
      ...{ qemu, arch, accelerator, missing: [...missing], operations: operations.map(({ name }) => name) },
    });
    const space = {
      possible: new PossibleSteps(operations, missing, (step) => place.fits(step)),
      shapes: exploredShapes(arch, vcpus, !missing.has('pluggable vCPUs')),
      steps: steps === undefined ? usualSteps : { min: steps, max: steps },
    };
    return await new Exploration(options, space, emit).run();
  };
  const finished = Promise.resolve()
    .then(run)
    .finally(() => {
      record[Symbol.dispose]();
      events.complete();
    });
  return { events: events.asObservable(), finished };
}
