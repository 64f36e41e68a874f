import { isDeepStrictEqual } from 'node:util';
import { Document, YAMLMap, YAMLSeq, type Node } from 'yaml';
import type { MachineShape, OperationModel, Step, Walk } from '../model/index.js';
import { UsageError } from '../support/errors.js';
import { stepAsWritten } from './as-written.js';
import type { StepTemplate } from './scenario.js';
import { defaultRamMib } from './schema.js';

/** A walk that is to become a scenario file. */
export interface WrittenScenario {
  /** The behaviour that holds when it passes, in a sentence. */
  readonly proves: string;
  /** Where that is said, or how the walk was found. */
  readonly because?: string | undefined;
  readonly walk: Walk;
}

/** Columns; longer texts and steps are folded. */
const lineWidth = 118;

/**
 * A walk as the text of a scenario file, for its own architecture and with every choice made. Read again, it gives the same
 * walk.
 *
 * @throws UsageError when the notation has no words for a step: for parameters that no scenario can have given
 */
export function writeScenario({ proves, because, walk: { shape, steps } }: WrittenScenario): string {
  const document = new Document({}, { schema: 'core' });
  document.set('proves', proves);
  if (because !== undefined) document.set('because', because);
  document.set('machine', onOneLine(document, machineAsWritten(shape)));
  const templates = steps.map((step) => templateOf(shape, step));
  document.set('steps', listOf(document, templates));
  return document.toString({ lineWidth, nullStr: '' });
}

/** A line for each step, and for each that is taken in the middle of it. */
function listOf(document: Document, steps: readonly StepTemplate[]): YAMLSeq {
  const list = new YAMLSeq();
  for (const step of steps) list.add(nodeOf(document, step));
  return list;
}

function nodeOf(document: Document, { meanwhile, ...step }: StepTemplate): Node {
  const written = stepAsWritten(meanwhile ? { ...step, meanwhile: [] } : step);
  if (typeof written !== 'object' || written === null) return document.createNode(written);
  const node = new YAMLMap();
  for (const [key, value] of Object.entries(written)) {
    node.set(key, key === 'while' ? listOf(document, meanwhile ?? []) : onOneLine(document, value));
  }
  return node;
}

function onOneLine(document: Document, value: unknown): Node {
  return document.createNode(value, { flow: true });
}

function machineAsWritten({ arch, vcpus, maxVcpus, ramMib }: MachineShape): Record<string, unknown> {
  return {
    vcpus,
    ...(maxVcpus !== undefined && { slots: maxVcpus }),
    ...(ramMib !== defaultRamMib && { memory: ramMib % 1024 === 0 ? `${ramMib / 1024}G` : `${ramMib}M` }),
    arch,
  };
}

function templateOf(shape: MachineShape, { operation, parameters, refused, meanwhile }: Step): StepTemplate {
  if (refused === true && meanwhile && meanwhile.length > 0)
    throw new UsageError(
      `a scenario has no words for what is done in the middle of a refused ${operation.name}`,
    );
  return {
    ...{ operation, value: valueAsWritten(shape, operation, parameters) },
    ...(refused === true && { refused }),
    ...(meanwhile &&
      meanwhile.length > 0 && { meanwhile: meanwhile.map((inner) => templateOf(shape, inner)) }),
  };
}

/** The shortest of what can stand behind the operation's name for these parameters; nothing when nothing has to. */
function valueAsWritten(shape: MachineShape, operation: OperationModel, parameters: unknown): unknown {
  const schema = operation.parameters(shape);
  const wanted = withoutUndefined(parameters);
  for (const value of notations(wanted)) {
    const read = schema.safeParse(value);
    if (read.success && isDeepStrictEqual(withoutUndefined(read.data), wanted)) return value;
  }
  throw new UsageError(
    `a scenario has no words for ${operation.name} with ${JSON.stringify(parameters)}; as in "${operation.example}"`,
  );
}

/** What may stand for parameters, the shortest first: nothing, themselves, one of their fields, some of their fields. */
function* notations(parameters: unknown): Generator {
  yield undefined;
  if (!isFields(parameters)) {
    yield parameters;
    return;
  }
  const fields = Object.entries(parameters);
  for (const [, value] of fields) yield value;
  for (let count = 1; count <= fields.length; count++) {
    for (const some of choicesOf(fields, count)) yield Object.fromEntries(some);
  }
}

/** Every choice of so many out of a list, each in the list's order. */
function* choicesOf<T>(list: readonly T[], count: number): Generator<readonly T[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (const [index, one] of list.entries()) {
    for (const others of choicesOf(list.slice(index + 1), count - 1)) yield [one, ...others];
  }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A field that is there without a value says the same as one that is not there. */
function withoutUndefined(value: unknown): unknown {
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined));
}
