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
  withTransports,
  type ScenarioWalk,
} from '../scenario/index.js';
import { describeError, UsageError, type VmwrightError } from '../support/errors.js';
import type { VmSettings } from '../vm/index.js';
import { acceleratorFor } from './accelerator-choice.js';
import type { AxisValues } from './axis-values.js';
import type { Cell } from './cell.js';
import { chooseCells, type Chosen, type WaysOfCell } from './choose-cells.js';
import { estimateMs } from './estimate.js';
import type { CellDescription } from './events.js';
import { onlyChosen } from './only-chosen.js';
import { findPlaces, whatIsMissing, type NoPlace, type Place, type Probes } from './place.js';
import type { RunRequest } from './run-request.js';
import { unfitForAccelerator } from './unfit-for-accelerator.js';
import { unfitForFault } from './unfit-for-fault.js';
import { unfitForHosts } from './unfit-for-hosts.js';
import type { Variant } from './variant.js';

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
  const scenarios = await readScenarios(request);
  const { variants = [{ coordinates: {} }] } = request;
  const asked: Probes = new Map();
  const planned = await Promise.all(
    variants.map((variant) => planVariant(scenarios, variant, request, asked, signal)),
  );
  const all = inOrderOfCells(planned.flatMap(({ chosen }) => chosen));
  const lacking = planned.find(({ lacks }) => lacks !== undefined)?.lacks;
  if (lacking && planned.every(({ lacks }) => lacks !== undefined)) throw lacking;
  const names = namesOf(all.map(({ way }) => way));
  return {
    leftOut: planned.reduce((sum, { leftOut }) => sum + leftOut, 0),
    cells: all.flatMap((one, index) =>
      repetitions(names[index] ?? '', request.repeat ?? 1).map((id) => cellOf(id, one)),
    ),
  };
}

type Scenarios = Awaited<ReturnType<typeof readScenarios>>;

interface PlannedVariant {
  readonly chosen: readonly Planned[];
  readonly leftOut: number;
  /** What is missing, where none of it can run. */
  readonly lacks: VmwrightError | undefined;
}

/** What is run of a cell, and with what. */
interface Planned extends Chosen<Way> {
  readonly accelerator: Accelerator | undefined;
}

async function planVariant(
  scenarios: Scenarios,
  variant: Variant,
  outer: RunRequest,
  asked: Probes,
  signal: AbortSignal | undefined,
): Promise<PlannedVariant> {
  const request: RunRequest = { ...outer, ...given(variant) };
  const places = await findPlaces(request, asked, signal);
  const waysByPlace = await Promise.all(
    places.map(async (place) => {
      const walks = scenarios.flatMap((scenario) => expandScenario(scenario, place.arch));
      return await waysAt(place, onlyChosen(walks, request.only ?? []), { request, variant }, signal);
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
  const lacking = places.every((place) => 'lacks' in place) ? places[0] : undefined;
  return {
    leftOut,
    chosen: chosen.map((one) => ({ ...one, accelerator: accelerators.get(one.way.arch) })),
    lacks: lacking && 'lacks' in lacking ? lacking.lacks : undefined,
  };
}

/** What a variant leaves open is the request's. */
function given(variant: Variant): AxisValues {
  const entries = Object.entries(variant).filter(
    ([name, value]) => name !== 'coordinates' && value !== undefined,
  );
  return Object.fromEntries(entries);
}

/** Cell by cell: what is noisy or slow for a while hurts every variant alike. */
function inOrderOfCells(planned: readonly Planned[]): readonly Planned[] {
  const keyOf = ({ way }: Planned) => `${way.walk.name} ${way.arch}`;
  const order = new Map([...new Set(planned.map(keyOf))].map((key, index) => [key, index]));
  return planned.toSorted((a, b) => (order.get(keyOf(a)) ?? 0) - (order.get(keyOf(b)) ?? 0));
}

/** A cell's walk on one architecture. */
interface Way {
  readonly arch: Place['arch'];
  readonly walk: ScenarioWalk<Operation>;
  readonly place: Place | NoPlace;
  readonly unfit: string | undefined;
  readonly lacks: string | undefined;
  readonly estimateMs: number;
  readonly request: RunRequest;
  readonly variant: Variant;
}

async function readScenarios({ scenarios: words, transports }: RunRequest) {
  const files = await (words.length > 0
    ? Promise.all(words.map(resolveScenarios)).then((found) => found.flat())
    : shippedScenarios());
  const scenarios = await Promise.all([...new Set(files)].map((file) => loadScenario(file, operations)));
  const names = scenarios.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new UsageError(`two scenarios are called ${twice}; a run needs different names`);
  if (transports === undefined) return scenarios;
  return scenarios.map((scenario) => withTransports(scenario, transports));
}

async function waysAt(
  place: Place | NoPlace,
  walks: readonly ScenarioWalk<Operation>[],
  using: Pick<Way, 'request' | 'variant'>,
  signal: AbortSignal | undefined,
): Promise<Way[]> {
  const unfit = walks.map(
    ({ skip, walk }) =>
      skip ??
      unfitForFault(using.request.fault, walk) ??
      ('lacks' in place ? undefined : unfitForHosts(place, walk)),
  );
  // What only others need cannot be asked of a QEMU on another host, as whether it takes a descriptor.
  const walkable = walks.filter((_, index) => unfit[index] === undefined);
  const lacking = await whatLacks(place, walkable, signal);
  return walks.map((walk, index) => ({
    ...{ arch: place.arch, walk, place, ...using },
    unfit: unfit[index],
    lacks: lacking(walk.walk),
    estimateMs: walk.skip === undefined ? estimateMs(walk.walk) : 0,
  }));
}

async function whatLacks(
  place: Place | NoPlace,
  walks: readonly ScenarioWalk[],
  signal: AbortSignal | undefined,
): Promise<(walk: Walk) => string | undefined> {
  if ('lacks' in place) return () => describeError(place.lacks);
  const needs = new Set(walks.flatMap(({ walk }) => [...needsOf(walk)]));
  return await whatIsMissing(place, needs, signal);
}

/** Asked for only where something runs: to find out whether KVM can be used may take a boot. */
async function chooseAccelerators(chosen: readonly Chosen<Way>[], { accelerator }: RunRequest) {
  const archs = new Set(chosen.flatMap(({ way, skip }) => (skip === undefined ? [way.arch] : [])));
  const accelerators = new Map<Arch, Accelerator>();
  for (const arch of archs) accelerators.set(arch, await acceleratorFor(arch, accelerator));
  return accelerators;
}

/** The architecture is part of a cell's name where the run has the cell on more than one. */
function namesOf(ways: readonly Way[]): string[] {
  const plain = ways.map(({ walk, variant }) =>
    cellName(walk.scenario, { ...variant.coordinates, ...walk.choices }),
  );
  return ways.map(({ walk, arch, variant }, index) => {
    const name = plain[index] ?? '';
    const isAlone = plain.indexOf(name) === index && plain.lastIndexOf(name) === index;
    return isAlone ? name : cellName(walk.scenario, { arch, ...variant.coordinates, ...walk.choices });
  });
}

function cellOf(id: string, { way, skip, accelerator }: Planned): Cell {
  const { arch, place, walk: scenarioWalk, request, variant } = way;
  const { scenario, choices, walk } = scenarioWalk;
  const found = 'lacks' in place ? undefined : place;
  const { qemu, other, machineType } = found ?? {};
  const { coordinates } = variant;
  const { cpuModel } = request;
  const description: CellDescription = {
    ...{ id, scenario, choices, arch, accelerator: accelerator ?? '' },
    qemu: { path: qemu?.path ?? '', version: qemu?.version.text ?? '' },
    ...(Object.keys(coordinates).length > 0 && { coordinates }),
    ...(other && { destination: { path: other.qemu.path, version: other.qemu.version.text } }),
    ...(machineType !== undefined && { machineType }),
    ...(cpuModel !== undefined && { cpuModel }),
    ...(request.fault && { fault: request.fault.name }),
    steps: walk.steps.map(describeStep),
  };
  const unfit = skip ?? (accelerator && unfitForAccelerator(accelerator, walk));
  if (unfit !== undefined) return { description, walk, skip: unfit };
  if (!found || accelerator === undefined) throw new Error(`${id} has no place to run`);
  const { fault } = request;
  return { description, walk, fault, settings: settingsOf(found, accelerator, walk, request) };
}

/** What a VM for this walk is made of. */
export function settingsOf(
  { arch, host, qemu, other, image, machineType }: Place,
  accelerator: Accelerator,
  walk: Walk,
  request: RunRequest,
): Omit<VmSettings, 'logs'> {
  const { vcpus, maxVcpus, ramMib } = walk.shape;
  const { user, privateKey, hostKey, marker } = image;
  return {
    machine: {
      ...{ host, qemu: qemu.path, arch, accelerator, machineType, cpuModel: request.cpuModel },
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
