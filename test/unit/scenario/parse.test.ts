import { expect } from 'chai';
import { parseScenario } from '../../../src/scenario/index.js';
import { modelOperations } from '../../helpers/model-operations.js';

const minimal = 'proves: A.\nmachine: { vcpus: 2 }\nsteps:\n  - boot\n';
const parse = (text: string) => parseScenario('some/where/name.yaml', text, modelOperations);

describe('a scenario without mistakes', () => {
  it('is named after its file, and has 512 MiB when it does not say otherwise', () => {
    const scenario = parse(minimal);
    expect(scenario.name).to.equal('name');
    expect(scenario.file).to.equal('some/where/name.yaml');
    expect(scenario.proves).to.equal('A.');
    expect(scenario.machine).to.deep.equal({ vcpus: 2, ramMib: 512 });
    expect(scenario.choices).to.deep.equal({});
    expect(scenario).not.to.have.property('because');
  });

  it('keeps reference, architecture and every step with its value', () => {
    const scenario = parse(
      [
        'proves: >',
        '  A sentence',
        '  on two lines.',
        'because: "a bug: 1"',
        'machine: { vcpus: 4, memory: 1G, arch: aarch64 }',
        'with: { vcpu: [1, last] }',
        'steps: [boot, offline: $vcpu, migrate: { via: file }, reset: ]',
      ].join('\n'),
    );
    expect(scenario.proves).to.equal('A sentence on two lines.');
    expect(scenario.because).to.equal('a bug: 1');
    expect(scenario.machine).to.deep.equal({ vcpus: 4, ramMib: 1024, arch: 'aarch64' });
    expect(scenario.choices).to.deep.equal({ vcpu: [1, 'last'] });
    expect(scenario.steps.map(({ operation, value }) => [operation.name, value])).to.deep.equal([
      ['boot', undefined],
      ['offline', '$vcpu'],
      ['migrate', { via: 'file' }],
      ['reset', undefined],
    ]);
  });

  for (const [text, ramMib] of [
    ['128M', 128],
    ['512 MiB', 512],
    ['2g', 2048],
    ['4GB', 4096],
  ] as const) {
    it(`takes ${text} of memory as ${ramMib} MiB`, () => {
      expect(parse(minimal.replace('vcpus: 2', `vcpus: 2, memory: ${text}`)).machine.ramMib).to.equal(ramMib);
    });
  }

  it('reads yes, off and 010 as YAML 1.2 does, whatever version the file claims', () => {
    const text = `%YAML 1.1\n---\n${minimal.replace('A.', 'yes')}`;
    expect(parse(text).proves).to.equal('yes');
  });
});
