import { describeStep, equipmentOf, needsOf, type Arch, type Walk } from '../model/index.js';
import { operations, type Operation } from '../operations/index.js';
import type { Accelerator } from '../qemu/index.js';
import {
  cellName,
  expandScenario,
  loadScenario,
  resolveScenarios,
  shippedScenarios,
  themeOf,
  type ScenarioWalk,
} from '../scenario/index.js';
import { describeError, UsageError } from '../support/errors.js';
import type { VmSettings } from '../vm/index.js';
import type { Cell } from './cell.js';
import { chooseCells, type Chosen, type WaysOfCell } from './choose-cells.js';
import { estimateMs } from './estimate.js';
import type { CellDescription } from './events.js';
import { onlyChosen } from './only-chosen.js';
import { findPlaces, whatIsMissing, type NoPlace, type Place } from './place.js';
import type { RunRequest } from './run-request.js';
import { unfitForHosts } from './unfit-for-hosts.js';

/** What is run. */
export interface RunPlan {
  readonly cells: readonly Cell[];
  /** How many more could be walked here, with a wider scope. */
  readonly leftOut: number;
}

/**
 * Everything that can be known before a VM is launched: scenarios are read and tried on the model, QEMUs are asked what
 * they are and can do, guest images are found, and it is chosen what is run.
 *
 * @throws UsageError when the request cannot be: an unknown scenario, a mistake in one, a QEMU that is none
 * @throws EnvironmentError when something is missing here without which nothing can run
 */
export async function planRun(request: RunRequest, signal?: AbortSignal): Promise<RunPlan> {
  const scenarios = await readScenarios(request.scenarios);
  const places = await findPlaces(request, signal);
  const waysByPlace = await Promise.all(
    places.map(async (place) => {
      const walks = scenarios.flatMap((scenario) => expandScenario(scenario, place.arch));
      return await waysAt(place, onlyChosen(walks, request.only ?? []), request, signal);
    }),
  );
  const themes = new Map(scenarios.map(({ name, file }) => [name, themeOf(file)]));
  // Every architecture has the same cells in the same order.
  const cells = (waysByPlace[0] ?? []).map(({ walk: { scenario } }, index): WaysOfCell<Way> => ({
    scenario,
    theme: themes.get(scenario),
    ways: waysByPlace.flatMap((ways) => ways[index] ?? []),
  }));
  const { chosen, leftOut } = chooseCells(cells, request.scope ?? 'once');
  const accelerators = await chooseAccelerators(chosen, request);
  const names = namesOf(chosen.map(({ way }) => way));
  return {
    leftOut,
    cells: chosen.flatMap((one, index) =>
      repetitions(names[index] ?? '', request.repeat ?? 1).map((id) =>
        cellOf(id, one, accelerators, request),
      ),
    ),
  };
}

/** A cell's walk on one architecture. */
interface Way {
  readonly arch: Place['arch'];
  readonly walk: ScenarioWalk<Operation>;
  readonly place: Place | NoPlace;
  readonly unfit: string | undefined;
  readonly lacks: string | undefined;
  readonly estimateMs: number;
}

async function readScenarios(words: readonly string[]) {
  const files = await (words.length > 0
    ? Promise.all(words.map(resolveScenarios)).then((found) => found.flat())
    : shippedScenarios());
  const scenarios = await Promise.all([...new Set(files)].map((file) => loadScenario(file, operations)));
  const names = scenarios.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new UsageError(`two scenarios are called ${twice}; a run needs different names`);
  return scenarios;
}

async function waysAt(
  place: Place | NoPlace,
  walks: readonly ScenarioWalk<Operation>[],
  { machineType }: RunRequest,
  signal: AbortSignal | undefined,
): Promise<Way[]> {
  const unfit = walks.map(
    ({ skip, walk }) => skip ?? ('lacks' in place ? undefined : unfitForHosts(place, walk)),
  );
  // What only others need cannot be asked of a QEMU on another host, as whether it takes a descriptor.
  const walkable = walks.filter((_, index) => unfit[index] === undefined);
  const lacking = await whatLacks(place, walkable, machineType, signal);
  return walks.map((walk, index) => ({
    ...{ arch: place.arch, walk, place },
    unfit: unfit[index],
    lacks: lacking(walk.walk),
    estimateMs: walk.skip === undefined ? estimateMs(walk.walk) : 0,
  }));
}

async function whatLacks(
  place: Place | NoPlace,
  walks: readonly ScenarioWalk[],
  machineType: string | undefined,
  signal: AbortSignal | undefined,
): Promise<(walk: Walk) => string | undefined> {
  if ('lacks' in place) return () => describeError(place.lacks);
  const needs = new Set(walks.flatMap(({ walk }) => [...needsOf(walk)]));
  return await whatIsMissing(place, machineType, needs, signal);
}

/** Asked for only where something runs: to find out whether KVM can be used may take a boot. */
async function chooseAccelerators(chosen: readonly Chosen<Way>[], { accelerator }: RunRequest) {
  const archs = new Set(chosen.flatMap(({ way, skip }) => (skip === undefined ? [way.arch] : [])));
  const accelerators = new Map<Arch, Accelerator>();
  for (const arch of archs) {
    accelerators.set(arch, typeof accelerator === 'function' ? await accelerator(arch) : accelerator);
  }
  return accelerators;
}

/** The architecture is part of a cell's name where the run has the cell on more than one. */
function namesOf(ways: readonly Way[]): string[] {
  const plain = ways.map(({ walk }) => walk.name);
  return ways.map(({ walk, arch }, index) => {
    const isAlone = plain.indexOf(walk.name) === index && plain.lastIndexOf(walk.name) === index;
    return isAlone ? walk.name : cellName(walk.scenario, { arch, ...walk.choices });
  });
}

function cellOf(
  id: string,
  { way, skip }: Chosen<Way>,
  accelerators: ReadonlyMap<Arch, Accelerator>,
  request: RunRequest,
): Cell {
  const { arch, place, walk: scenarioWalk } = way;
  const { scenario, choices, walk } = scenarioWalk;
  const qemu = 'lacks' in place ? undefined : place.qemu;
  const accelerator = accelerators.get(arch);
  const description: CellDescription = {
    ...{ id, scenario, choices, arch, accelerator: accelerator ?? '' },
    qemu: { path: qemu?.path ?? '', version: qemu?.version.text ?? '' },
    steps: walk.steps.map(describeStep),
  };
  if (skip !== undefined) return { description, walk, skip };
  if ('lacks' in place || accelerator === undefined) throw new Error(`${id} has no place to run`);
  return { description, walk, settings: settingsOf(place, accelerator, walk, request) };
}

function settingsOf(
  { arch, host, qemu, other, image }: Place,
  accelerator: Accelerator,
  walk: Walk,
  request: RunRequest,
): Omit<VmSettings, 'logs'> {
  const { vcpus, maxVcpus, ramMib } = walk.shape;
  const { user, privateKey, hostKey, marker } = image;
  return {
    machine: {
      ...{ host, qemu: qemu.path, arch, accelerator, machineType: request.machineType },
      ...{ vcpus, maxVcpus, ramMib, equipment: [...equipmentOf(walk)] },
      kernel: request.kernel ?? image.kernel,
      initrd: request.initrd ?? image.initrd,
      append: [image.append, request.append].filter(Boolean).join(' '),
    },
    ...(other && { otherPlace: { host: other.host, qemu: other.qemu.path }, plainTcp: request.plainTcp }),
    guest: { user, privateKey, hostKey, marker },
  };
}

function repetitions(name: string, times: number): string[] {
  if (times === 1) return [name];
  return Array.from({ length: times }, (_, index) => `${name}#${index + 1}`);
}
