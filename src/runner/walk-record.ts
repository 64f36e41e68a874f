import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { readKeys, cacheDirectory } from '../image/index.js';
import { localHost, type HostFacts } from '../host/index.js';
import { describeStep, type Walk } from '../model/index.js';
import { operations, type Operation } from '../operations/index.js';
import { expandScenario, parseScenario, writeScenario } from '../scenario/index.js';
import { EnvironmentError, UsageError } from '../support/errors.js';
import type { VmSettings } from '../vm/index.js';
import type { RunnableCell } from './cell.js';
import type { CellDescription } from './events.js';
import type { CellResult, Finding } from './outcome.js';

/** The file in a cell's folder that tells all that it takes to walk it again. */
export const walkRecordFile = 'walk.json';

/** A cell as it was walked once. */
export interface WalkRecord {
  readonly description: CellDescription;
  readonly walk: Walk<Operation>;
  readonly machine: Omit<VmSettings['machine'], 'host'>;
  readonly guest: VmSettings['guest'];
  readonly deadlines?: VmSettings['deadlines'];
  /** The QEMU that its migrations led to and back from, where that was another one. */
  readonly destinationQemu?: string | undefined;
  /** What was planted in its VM, by name. */
  readonly fault?: string | undefined;
  /** Where QEMU ran, when that was not this machine alone. */
  readonly hosts?: readonly string[] | undefined;
  /** What its QEMU ran on. */
  readonly hostFacts?: RecordedHost | undefined;
  /** When each step began that was taken, in milliseconds since the first one did. */
  readonly startsMs: readonly number[];
  /** What was found; nothing when it passed. */
  readonly findings: readonly Finding[];
}

/** A host, as far as a bug report asks for it. */
export type RecordedHost = Pick<HostFacts, 'architecture' | 'kernel'> &
  Partial<Pick<HostFacts, 'system' | 'cpuModel'>>;

const words = z.array(z.string());
/** As {@link Finding} has it: nobody but vmwright writes these. */
const findings = z.array(
  z.looseObject({
    ...{ kind: z.string(), message: z.string(), signature: z.string() },
    ...{ expected: z.string().optional(), seen: z.string().optional(), evidence: words.optional() },
    ...{ step: z.int(), stepText: z.string() },
  }),
) as unknown as z.ZodType<readonly Finding[]>;

/** What the file holds. */
const recordSchema = z.object({
  format: z.literal(1),
  /** As a scenario file. */
  scenario: z.string(),
  cell: z.object({
    ...{ id: z.string(), scenario: z.string() },
    choices: z.record(z.string(), z.union([z.string(), z.number()])),
    qemu: z.object({ path: z.string(), version: z.string() }),
    ...{ accelerator: z.string() },
  }),
  machine: z.object({
    ...{ qemu: z.string(), arch: z.enum(['aarch64', 'x86_64']), accelerator: z.enum(['tcg', 'kvm']) },
    ...{ tcgThread: z.enum(['single', 'multi']).optional(), machineType: z.string().optional() },
    ...{ cpuModel: z.string().optional(), vcpus: z.int(), maxVcpus: z.int().optional(), ramMib: z.int() },
    ...{ kernel: z.string(), initrd: z.string().optional(), append: z.string().optional() },
    equipment: z
      .array(z.enum(['panic notifier', 'watchdog', 'shared memory', 'stays after shutdown']))
      .optional(),
    extraArguments: words.optional(),
  }),
  guest: z.object({
    ...{ user: z.string(), hostKey: z.string(), marker: z.string() },
    /** Left out where it is the key of vmwright's own images. */
    privateKey: z.string().optional(),
  }),
  deadlines: z.record(z.string(), z.number()).optional(),
  destinationQemu: z.string().optional(),
  fault: z.string().optional(),
  hosts: words.optional(),
  hostFacts: z
    .object({
      ...{ architecture: z.string(), kernel: z.string() },
      ...{ system: z.string().optional(), cpuModel: z.string().optional() },
    })
    .optional(),
  startsMs: z.array(z.number()),
  findings,
});

/** Writes down a cell that was walked, in its folder. @throws what the disk says */
export async function writeWalkRecord(
  directory: string,
  cell: RunnableCell,
  startsMs: readonly number[],
  result: CellResult,
): Promise<void> {
  const { description, walk, settings } = cell;
  const { host, ...machine } = settings.machine;
  const hosts = [host ?? localHost, ...(settings.otherPlace ? [settings.otherPlace.host] : [])];
  const { architecture, kernel, system, cpuModel } = await (host ?? localHost).facts();
  const isHere = hosts.every((one) => one === localHost);
  const { privateKey, ...guest } = settings.guest;
  const record: z.input<typeof recordSchema> = {
    format: 1,
    scenario: writeScenario({ proves: `${description.id} holds.`, walk }),
    cell: {
      ...{ id: description.id, scenario: description.scenario, choices: { ...description.choices } },
      ...{ qemu: description.qemu, accelerator: description.accelerator },
    },
    machine: {
      ...machine,
      equipment: machine.equipment && [...machine.equipment],
      extraArguments: machine.extraArguments && [...machine.extraArguments],
    },
    guest: { ...guest, ...(privateKey === readKeys(cacheDirectory())?.privateKey ? {} : { privateKey }) },
    ...(settings.deadlines && { deadlines: { ...settings.deadlines } }),
    ...(settings.otherPlace && { destinationQemu: settings.otherPlace.qemu }),
    ...(cell.fault && { fault: cell.fault.name }),
    ...(isHere ? {} : { hosts: hosts.map(({ name }) => name) }),
    hostFacts: { architecture, kernel, system, cpuModel },
    startsMs: startsMs.map(Math.round),
    findings: 'findings' in result ? result.findings : [],
  };
  await writeFile(join(directory, walkRecordFile), `${JSON.stringify(record, undefined, 2)}\n`, {
    mode: 0o600,
  });
}

/**
 * Reads what was written down of a cell.
 *
 * @param directory - the cell's folder
 * @throws UsageError when there is no such record, or it is none; EnvironmentError when the guest's key is gone
 */
export async function readWalkRecord(directory: string): Promise<WalkRecord> {
  const file = join(directory, walkRecordFile);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(
      `${directory} holds no ${walkRecordFile}: it is not the folder of a cell that was walked to an end`,
      { cause },
    );
  }
  const read = recordSchema.safeParse(parseJson(file, text));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new UsageError(
      `${file} is not a record of a walk: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    );
  }
  const { cell, machine, guest, scenario, deadlines, ...others } = read.data;
  const privateKey = guest.privateKey ?? readKeys(cacheDirectory())?.privateKey;
  if (privateKey === undefined)
    throw new EnvironmentError(
      `the key of the guest in ${file} is not in the cache: vmwright image build makes an image with one`,
    );
  const [only] = expandScenario(parseScenario(file, scenario, operations), machine.arch);
  if (!only) throw new UsageError(`${file} holds no walk`);
  return {
    description: { ...cell, arch: machine.arch, steps: only.walk.steps.map(describeStep) },
    walk: only.walk,
    machine,
    guest: { ...guest, privateKey },
    ...(deadlines && { deadlines }),
    ...others,
  };
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${file} is not JSON`, { cause });
  }
}
