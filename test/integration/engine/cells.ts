import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findImage, type GuestImage } from '../../../src/image/index.js';
import { equipmentOf, type Arch, type MachineShape, type Step } from '../../../src/model/index.js';
import { operations, type Operation } from '../../../src/operations/index.js';
import { findQemu } from '../../../src/qemu/index.js';
import type { CellResult, Finding } from '../../../src/runner/index.js';
import type { RunnableCell } from '../../../src/runner/cell.js';
import { runCell } from '../../../src/runner/run-cell.js';
import { describeError, EnvironmentError } from '../../../src/support/errors.js';
import type { VmSettings } from '../../../src/vm/index.js';

/** A step as in a scenario: `'boot'`, `{ offline: 1 }`. */
export type StepText = string | Readonly<Record<string, unknown>>;

export interface CellChoice {
  readonly steps: readonly StepText[];
  /** Default: aarch64. */
  readonly arch?: Arch;
  /** Default: 2. */
  readonly vcpus?: number;
  /** As many as there are vCPUs, if left out. */
  readonly slots?: number;
  readonly ramMib?: number;
  /** Default: the tested one. */
  readonly qemu?: string;
  /** Added to the kernel's command line. */
  readonly append?: string;
  readonly deadlines?: VmSettings['deadlines'];
}

/**
 * The QEMU that these tests drive: the installed one, or the one that VMWRIGHT_TEST_QEMU names, for x86_64 the one that
 * VMWRIGHT_TEST_QEMU_X86_64 names.
 */
export const testedQemu = (arch: Arch = 'aarch64'): string =>
  findQemu(arch, process.env[arch === 'aarch64' ? 'VMWRIGHT_TEST_QEMU' : 'VMWRIGHT_TEST_QEMU_X86_64']);

/** Skips, with the reason, where there is no QEMU or no guest. */
export function needsGuest(context: Mocha.Context, arch: Arch = 'aarch64'): void {
  try {
    testedQemu(arch);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    skip(context, describeError(error));
  }
  if (!findImage({ arch })) {
    skip(context, `there is no guest image; build it: npm start -- image build --arch ${arch}`);
  }
}

/** Skips the tests of a suite from within its hook, and has the reporter tell why. */
export function skip(context: Mocha.Context, reason: string): never {
  context.test?.parent?.eachTest((test) => (test.title += ` (skipped: ${reason})`));
  return context.skip();
}

export function cell(choice: CellChoice): RunnableCell {
  const { arch = 'aarch64', vcpus = 2, slots: maxVcpus, ramMib = 512, append = '', deadlines = {} } = choice;
  const qemu = choice.qemu ?? testedQemu(arch);
  const shape: MachineShape = { arch, vcpus, maxVcpus, ramMib };
  const { kernel, initrd, user, privateKey, hostKey, marker, ...image } = requireImage(arch);
  const steps = choice.steps.map((step) => readStep(step, shape));
  return {
    description: {
      id: 'cell',
      scenario: 'cell',
      choices: {},
      qemu: { path: qemu, version: '' },
      arch,
      accelerator: 'tcg',
      steps: steps.map(({ operation, parameters }) => operation.describe(parameters)),
    },
    walk: { shape, steps },
    settings: {
      machine: {
        ...{ qemu, arch, accelerator: 'tcg', vcpus, maxVcpus, ramMib, kernel, initrd },
        append: `${image.append} ${append}`,
        equipment: [...equipmentOf({ shape, steps })],
      },
      guest: { user, privateKey, hostKey, marker },
      deadlines,
    },
  };
}

function requireImage(arch: Arch): GuestImage {
  const image = findImage({ arch });
  if (!image) throw new Error('there is no guest image: call needsGuest() before');
  return image;
}

/** Runs a cell to its end; its logs are not kept. */
export async function run(
  choice: CellChoice,
  stepStarted: (step: number) => void = () => undefined,
  signal = new AbortController().signal,
): Promise<CellResult> {
  const logs = mkdtempSync(join(tmpdir(), 'engine-test-'));
  try {
    return await runCell(cell(choice), logs, { stepStarted, stepFinished: () => undefined }, signal);
  } finally {
    rmSync(logs, { recursive: true, force: true });
  }
}

/** Runs a cell that must end with findings. */
export async function findingsOf(choice: CellChoice): Promise<readonly [Finding, ...Finding[]]> {
  const result = await run(choice);
  if (result.outcome !== 'fail') expect.fail(`a finding was expected, not ${JSON.stringify(result)}`);
  return result.findings;
}

function readStep(step: StepText, shape: MachineShape): Step<Operation> {
  const [[name, value] = ['nothing', undefined]] = typeof step === 'string' ? [[step]] : Object.entries(step);
  if (name === 'refused') return { ...readStep(value as StepText, shape), refused: true };
  const operation = operations.get(name);
  if (!operation) throw new Error(`there is no operation ${name}`);
  const { while: inner } = typeof step === 'string' ? {} : step;
  return {
    operation,
    parameters: operation.parameters(shape).parse(value),
    ...(inner !== undefined && {
      meanwhile: (inner as StepText[]).map((text) => readStep(text, shape)),
    }),
  };
}
