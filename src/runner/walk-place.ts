import type { Host } from '../host/index.js';
import { describeStep, type Arch, type Need, type Step, type Walk } from '../model/index.js';
import type { Operation } from '../operations/index.js';
import { defaultMachineType, missingFeatures, type Accelerator } from '../qemu/index.js';
import { acceleratorFor } from './accelerator-choice.js';
import type { RunnableCell } from './cell.js';
import { findPlaces, type NoPlace, type Place } from './place.js';
import { settingsOf } from './plan-run.js';
import type { RunRequest } from './run-request.js';
import { unfitForAccelerator } from './unfit-for-accelerator.js';
import { unfitForHosts } from './unfit-for-hosts.js';

/** Where walks run that no scenario has: one QEMU, one image, one accelerator. */
export interface WalkPlace {
  readonly arch: Arch;
  readonly accelerator: Accelerator;
  readonly qemu: { readonly path: string; readonly version: string };
  /** The host that it is on. */
  readonly host: Host;
  /** Whether such a step can be taken on that host, with that accelerator. */
  fits(step: Step<Operation>): boolean;
  /** Which of these this QEMU does not offer. */
  missing(needs: ReadonlySet<Need>, signal?: AbortSignal): Promise<ReadonlySet<Need>>;
  /** A walk as a cell, for `runCell`. @param id - for people and as a folder's name */
  cell(id: string, walk: Walk<Operation>): RunnableCell;
}

/**
 * Finds where walks can run: on the first architecture that can, where none is asked for.
 *
 * @throws UsageError when the request cannot be; EnvironmentError when something is missing here
 */
export async function findWalkPlace(
  request: Omit<RunRequest, 'scenarios' | 'only' | 'scope' | 'repeat'>,
  signal?: AbortSignal,
): Promise<WalkPlace> {
  const whole = { ...request, scenarios: [] };
  const places = await findPlaces(whole, new Map(), signal);
  const place = places.find((one): one is Place => !('lacks' in one));
  if (!place) throw whatLacks(places);
  const { arch, host, qemu } = place;
  const { machineType = defaultMachineType(arch) } = request;
  const accelerator = await acceleratorFor(arch, request.accelerator);
  const described = { path: qemu.path, version: qemu.version.text };
  return {
    ...{ arch, accelerator, qemu: described, host },
    fits: (step) =>
      (unfitForHosts(place, { steps: [step] }) ?? unfitForAccelerator(accelerator, { steps: [step] })) ===
      undefined,
    missing: async (needs, abort = signal) =>
      (await missingFeatures(qemu.path, machineType, needs, { host, signal: abort })) as ReadonlySet<Need>,
    cell: (id, walk) => ({
      description: {
        ...{ id, scenario: 'explore', choices: {}, arch, accelerator, qemu: described },
        steps: walk.steps.map(describeStep),
      },
      walk,
      settings: settingsOf(place, accelerator, walk, whole),
    }),
  };
}

function whatLacks(places: readonly (Place | NoPlace)[]): Error {
  const [first] = places.flatMap((place) => ('lacks' in place ? [place.lacks] : []));
  return first ?? new Error('findPlaces gave no place');
}
