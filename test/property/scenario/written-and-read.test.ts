import { expect } from 'chai';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
  modelAfter,
  modelInTheMiddle,
  notLaunched,
  refusalOfStep,
  type Arch,
  type MachineShape,
  type OperationModel,
  type Step,
  type VmModel,
  type Walk,
} from '../../../src/model/index.js';
import {
  expandScenario,
  loadScenario,
  parseScenario,
  shippedScenarios,
  writeScenario,
} from '../../../src/scenario/index.js';
import { modelOperations } from '../../helpers/model-operations.js';

/** What comes back when a walk is written to a file and read again. */
function readAgain(walk: Walk, proves = 'It reads back.', because?: string): Walk | undefined {
  const text = writeScenario({ proves, because, walk });
  const scenario = parseScenario('x.yaml', text, modelOperations);
  expect(scenario.proves).to.equal(proves.trim().replace(/\s+/g, ' '));
  const [only, ...others] = expandScenario(scenario, walk.shape.arch);
  expect(others).to.deep.equal([]);
  return only?.walk;
}

/** A field without a value says the same as none. */
function plain(walk: Walk | undefined): unknown {
  return JSON.parse(JSON.stringify(walk));
}

/** Every operation's example, and more of those that take more. */
const written = [
  ...[...modelOperations.values()].map(({ example }) => example),
  ...['boot: { plug: [1] }', 'offline: all-but-first', 'offline: [1]', 'online: all', 'online: 1', 'stop'],
  ...['plug: { vcpu: 3, id: "null" }', 'plug: 1', 'plug: 4095', 'reset', 'reset: { times: 1 }', 'reboot'],
  ...[
    'migrate: { via: unix, multifd: 2, compression: zstd, arrive: paused }',
    'migrate: { via: mapped-ram }',
  ],
  ...['migrate: { via: tcp, tls: wrong-psk }', 'migrate: { via: file, guest: idle }', 'load: timers'],
  ...[
    'snapshot-save: "null"',
    'snapshot-load: "null"',
    'snapshot-save: "true"',
    'watchdog',
    'toggle: { vcpus: all-but-last, times: 3 }',
  ],
].map((text): readonly [OperationModel, unknown] => {
  const step: unknown = parse(text);
  const [name, value] = typeof step === 'object' ? (Object.entries(step ?? {})[0] ?? []) : [step as string];
  const operation = modelOperations.get(name ?? '');
  if (!operation) throw new Error(`no operation ${text}`);
  return [operation, value];
});

const shapes = fc.record({
  arch: fc.constantFrom<Arch>('aarch64', 'x86_64'),
  vcpus: fc.integer({ min: 2, max: 4 }),
  maxVcpus: fc.constantFrom(undefined, 4),
  ramMib: fc.constantFrom(512, 2048, 300),
});

/** One draw: which of the steps that may be taken, whether in the middle of the last one. */
const draws = fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 14 });

/** Steps that may be taken, to do or to be refused. */
function possibleSteps(model: VmModel): Step[] {
  return written.flatMap(([operation, value]) => {
    const read = operation.parameters(model.shape).safeParse(value);
    if (!read.success) return [];
    const step = { operation, parameters: read.data };
    return [step, { ...step, refused: true }].filter((one) => refusalOfStep(model, one) === undefined);
  });
}

function walkOf(shape: MachineShape, drawn: readonly (readonly [number, boolean])[]): Walk {
  let model = notLaunched(shape);
  const steps: Step[] = [];
  for (const [draw, isInside] of drawn) {
    const possible = possibleSteps(model);
    const step = possible[draw % possible.length];
    if (!step) break;
    const inner =
      isInside && step.refused !== true && step.operation.hasMiddle === true
        ? insideOf(model, step, draw)
        : undefined;
    const whole = inner && refusalOfStep(model, inner) === undefined ? inner : step;
    steps.push(whole);
    model = modelAfter(model, whole);
  }
  return { shape, steps };
}

function insideOf(model: VmModel, step: Step, draw: number): Step | undefined {
  const possible = possibleSteps(modelInTheMiddle(model, step));
  const inner = possible[draw % Math.max(1, possible.length)];
  return inner && { ...step, meanwhile: [inner] };
}

describe('a walk that is written to a scenario file', function () {
  this.timeout(60_000);

  it('is read as the same walk, whatever its operations', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(shapes, draws, fc.string(), (shape, drawn, text) => {
        const walk = walkOf(shape, drawn);
        for (const { operation } of walk.steps) seen.add(operation.name);
        expect(plain(readAgain(walk, `It holds: ${text}.`))).to.deep.equal(plain(walk));
      }),
      {
        numRuns: 100,
        examples: [
          [{ arch: 'aarch64', vcpus: 2, maxVcpus: undefined, ramMib: 512 }, [[0, false]], '# - "\n: {'],
        ],
      },
    );
    expect(seen.size).to.be.above(modelOperations.size / 2);
  });

  it('is read as the same walk when it comes from a scenario that ships', async () => {
    for (const file of await shippedScenarios()) {
      const scenario = await loadScenario(file, modelOperations);
      for (const arch of ['aarch64', 'x86_64'] as const) {
        for (const { walk, skip } of expandScenario(scenario, arch)) {
          if (skip === undefined)
            expect(plain(readAgain(walk, scenario.proves, scenario.because))).to.deep.equal(plain(walk));
        }
      }
    }
  });
});
