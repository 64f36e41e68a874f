import { findImage, type GuestImage } from '../image/index.js';
import { describeStep, equipmentOf, needsOf, type Arch, type Walk } from '../model/index.js';
import { operations } from '../operations/index.js';
import {
  defaultMachineType,
  findQemu,
  missingFeatures,
  probeQemu,
  type Accelerator,
  type QemuProbe,
} from '../qemu/index.js';
import {
  expandScenario,
  loadScenario,
  resolveScenarios,
  shippedScenarios,
  type ScenarioWalk,
} from '../scenario/index.js';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { nearest } from '../support/nearest.js';
import type { Operation } from '../operations/index.js';
import type { Cell } from './cell.js';

/** What a person asked to run. */
export interface RunRequest {
  /** Names of shipped scenarios or files; none means all that ship. */
  readonly scenarios: readonly string[];
  readonly arch: Arch;
  readonly accelerator: Accelerator;
  /** Path or name of the QEMU executable; left out, the machine's own for this architecture. */
  readonly qemu?: string | undefined;
  readonly machineType?: string | undefined;
  /** How often each cell runs. */
  readonly repeat?: number | undefined;
  /** In place of the guest image's own. */
  readonly kernel?: string | undefined;
  readonly initrd?: string | undefined;
  /** Added to the kernel's command line. */
  readonly append?: string | undefined;
}

/**
 * Everything that can be known before a VM is launched: scenarios are read and tried on the model, QEMU is asked what it
 * is, the guest image is found.
 *
 * @throws UsageError when the request cannot be: an unknown scenario, a mistake in one, a QEMU that is none
 * @throws EnvironmentError when something is missing here
 */
export async function planRun(request: RunRequest, signal?: AbortSignal): Promise<Cell[]> {
  const { arch, accelerator } = request;
  const walks = await readScenarios(request.scenarios, arch);
  const qemu = await identify(arch, findQemu(arch, request.qemu), signal);
  checkMachineType(qemu, request.machineType);
  const image = requireImage(arch);
  const lacks = await whatIsMissing(qemu, request.machineType, walks, signal);
  return walks.flatMap((scenarioWalk) =>
    repetitions(scenarioWalk.name, request.repeat ?? 1).map((id) => ({
      description: {
        id,
        scenario: scenarioWalk.scenario,
        choices: scenarioWalk.choices,
        qemu: { path: qemu.path, version: qemu.version.text },
        arch,
        accelerator,
        steps: scenarioWalk.walk.steps.map(describeStep),
      },
      walk: scenarioWalk.walk,
      skip: scenarioWalk.skip ?? lacks(scenarioWalk.walk),
      settings: {
        machine: {
          qemu: qemu.path,
          arch,
          accelerator,
          machineType: request.machineType,
          ...machineOf(scenarioWalk.walk),
          kernel: request.kernel ?? image.kernel,
          initrd: request.initrd ?? image.initrd,
          append: [image.append, request.append].filter(Boolean).join(' '),
        },
        guest: {
          user: image.user,
          privateKey: image.privateKey,
          hostKey: image.hostKey,
          marker: image.marker,
        },
      },
    })),
  );
}

async function readScenarios(names: readonly string[], arch: Arch): Promise<ScenarioWalk<Operation>[]> {
  const files = await (names.length > 0
    ? Promise.all(names.map(resolveScenarios)).then((found) => found.flat())
    : shippedScenarios());
  const scenarios = await Promise.all([...new Set(files)].map((file) => loadScenario(file, operations)));
  const walks = scenarios.flatMap((scenario) => expandScenario(scenario, arch));
  const twice = walks.find((walk, index) => walks.findIndex(({ name }) => name === walk.name) !== index);
  if (twice) throw new UsageError(`two scenarios are called ${twice.scenario}; a run needs different names`);
  return walks;
}

/** The machine as the walk needs it. */
function machineOf(walk: Walk) {
  const { vcpus, maxVcpus, ramMib } = walk.shape;
  return { vcpus, maxVcpus, ramMib, equipment: [...equipmentOf(walk)] };
}

/** @returns what tells the first thing that a walk needs and this QEMU does not offer */
async function whatIsMissing(
  qemu: QemuProbe,
  machineType: string | undefined,
  walks: readonly ScenarioWalk[],
  signal: AbortSignal | undefined,
): Promise<(walk: Walk) => string | undefined> {
  const needs = new Set(walks.flatMap(({ walk }) => [...needsOf(walk)]));
  if (needs.size === 0) return () => undefined;
  const type = machineType ?? defaultMachineType(qemu.arch as Arch);
  const missing = await missingFeatures(qemu.path, type, needs, { signal });
  return (walk) => {
    const need = [...needsOf(walk)].find((one) => missing.has(one));
    return need && `QEMU ${qemu.version.text} with ${type} has no ${need}`;
  };
}

/** @throws UsageError when it is no QEMU, or one for another architecture */
async function identify(arch: Arch, path: string, signal?: AbortSignal): Promise<QemuProbe> {
  const qemu = await probeQemu(path, { signal });
  if (qemu.arch === arch) return qemu;
  throw new UsageError(
    `${path} is a QEMU for ${qemu.arch} guests, and this run needs one for ${arch}: --arch ${qemu.arch}`,
  );
}

/** @throws UsageError when this QEMU has no such machine type; properties behind a comma are QEMU's own affair */
function checkMachineType({ path, machineTypes }: QemuProbe, wanted: string | undefined): void {
  const type = wanted?.split(',', 1)[0];
  const names = machineTypes.flatMap(({ name, alias }) => (alias === undefined ? [name] : [name, alias]));
  if (type === undefined || names.includes(type)) return;
  const meant = nearest(type, names);
  throw new UsageError(
    `${path} has no machine type ${type}${meant === undefined ? '' : `; did you mean ${meant}?`} (see its -M help)`,
  );
}

function requireImage(arch: Arch): GuestImage {
  const image = findImage({ arch });
  if (image) return image;
  throw new EnvironmentError(
    `there is no guest image for ${arch}; build it: vmwright image build --arch ${arch}`,
  );
}

function repetitions(name: string, times: number): string[] {
  if (times === 1) return [name];
  return Array.from({ length: times }, (_, index) => `${name}#${index + 1}`);
}
