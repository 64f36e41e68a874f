import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  expandScenario,
  parseScenario,
  ScenarioError,
  shippedScenarios,
} from '../../../src/scenario/index.js';
import { modelOperations } from '../../helpers/model-operations.js';

/** Either a scenario whose every cell can be expanded, or an error whose places lie within the text. */
function readsOrRefuses(text: string): void {
  let scenario;
  try {
    scenario = parseScenario('x.yaml', text, modelOperations);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    const lines = text.split('\n');
    expect(error.mistakes).not.to.deep.equal([]);
    for (const { line, column, message } of error.mistakes) {
      expect(line, message).to.be.within(1, lines.length);
      expect(column, message).to.be.within(1, (lines[line - 1] ?? '').length + 1);
    }
    return;
  }
  for (const arch of ['aarch64', 'x86_64'] as const) {
    const walks = expandScenario(scenario, arch);
    expect(new Set(walks.map(({ name }) => name)).size).to.equal(walks.length);
  }
}

const words = [
  ...[
    'proves',
    'because',
    'machine',
    'with',
    'steps',
    'vcpus',
    'memory',
    'arch',
    'boot',
    'offline',
    'migrate',
    'via',
  ],
  ...[
    'file',
    'first',
    'last',
    '$vcpu',
    '$',
    'vcpu',
    '__proto__',
    'constructor',
    '512M',
    '-1',
    '0x7',
    '.nan',
    '1e400',
  ],
  ...[
    '~',
    'true',
    '2026-11-22',
    '<<',
    '*a',
    '&a',
    '!!set',
    '!x',
    '---',
    '...',
    '%YAML 1.1',
    '#',
    '|',
    '>-',
    '"',
    "'",
  ],
  ...[
    ': ',
    ':',
    '- ',
    ', ',
    '[',
    ']',
    '{',
    '}',
    '? ',
    '\n',
    '\r\n',
    '\n  ',
    '\n    ',
    '\t',
    '\0',
    '\ufeff',
    'é',
    '😀',
  ],
];

describe('any text at all', () => {
  it('out of YAML’s own pieces is read or refused', () => {
    const text = fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 4 })), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (pieces) => readsOrRefuses(pieces.join(''))),
      { numRuns: 1000 },
    );
  });

  it('that was a scenario before somebody changed it is read or refused', async () => {
    const texts = (await shippedScenarios()).map((file) => readFileSync(file, 'utf8'));
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      remove: fc.nat({ max: 12 }),
      insert: fc.oneof(fc.constantFrom('', ...words), fc.string({ maxLength: 6 })),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        (text, changes) => {
          const changed = changes.reduce((before, { at, remove, insert }) => {
            const start = Math.floor(at * before.length);
            return before.slice(0, start) + insert + before.slice(start + remove);
          }, text);
          readsOrRefuses(changed);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('with values of any kind in the places of a scenario is read or refused', () => {
    const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...words));
    const steps = fc.array(
      fc.oneof(value, fc.dictionary(fc.constantFrom(...modelOperations.keys()), value, { maxKeys: 2 })),
      { maxLength: 6 },
    );
    const scenario = fc.record(
      {
        proves: fc.oneof(fc.constant('A.'), value),
        because: value,
        machine: fc.oneof(
          fc.constant({ vcpus: 4 }),
          value,
          fc.record({ vcpus: value, memory: value, arch: value }),
        ),
        with: fc.oneof(value, fc.dictionary(fc.constantFrom('vcpu', 'x'), fc.array(value, { maxLength: 3 }))),
        steps: fc.oneof(
          steps,
          steps.map((more) => ['boot', ...more]),
          value,
        ),
      },
      { requiredKeys: [] },
    );
    // JSON is YAML.
    fc.assert(
      fc.property(scenario, (whole) => readsOrRefuses(JSON.stringify(whole))),
      { numRuns: 1000 },
    );
  });
});
