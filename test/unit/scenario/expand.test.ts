import { expect } from 'chai';
import { expandScenario, parseScenario } from '../../../src/scenario/index.js';
import { modelOperations } from '../../helpers/model-operations.js';

const parse = (text: string) => parseScenario('walk.yaml', text, modelOperations);

describe('expandScenario', () => {
  it('makes one walk of a scenario without parameters, under its own name', () => {
    const walks = expandScenario(parse('proves: A.\nmachine: { vcpus: 2 }\nsteps: [boot, reset]'), 'aarch64');
    expect(walks.map(({ name, scenario, choices }) => ({ name, scenario, choices }))).to.deep.equal([
      { name: 'walk', scenario: 'walk', choices: {} },
    ]);
    expect(walks[0]?.walk.shape).to.deep.equal({ arch: 'aarch64', vcpus: 2, ramMib: 512 });
  });

  it('makes a walk for every combination, with the parameters as the operations read them', () => {
    const text = [
      'proves: A.',
      'machine: { vcpus: 4 }',
      'with: { vcpu: [1, last], transport: [file] }',
      'steps: [boot, offline: $vcpu, migrate: { via: $transport }]',
    ].join('\n');
    const walks = expandScenario(parse(text), 'aarch64');
    expect(walks.map(({ name }) => name)).to.deep.equal([
      'walk[vcpu=1,transport=file]',
      'walk[vcpu=last,transport=file]',
    ]);
    expect(
      walks.map(({ walk }) =>
        walk.steps.map(({ parameters }) => (parameters as { via?: string } | undefined)?.via ?? parameters),
      ),
    ).to.deep.equal([
      [undefined, 1, 'file'],
      [undefined, 3, 'file'],
    ]);
  });

  it('skips only the cells that the architecture cannot do, with the reason', () => {
    const scenario = parse(
      'proves: A.\nmachine: { vcpus: 2 }\nwith: { vcpu: [first, last] }\nsteps: [boot, offline: $vcpu]',
    );
    expect(expandScenario(scenario, 'aarch64').map(({ skip }) => skip)).to.deep.equal([undefined, undefined]);
    expect(expandScenario(scenario, 'x86_64').map(({ skip }) => skip)).to.deep.equal([
      'Linux on x86 does not take the boot vCPU offline',
      undefined,
    ]);
  });

  it('skips a scenario for another architecture', () => {
    const scenario = parse('proves: A.\nmachine: { vcpus: 2, arch: aarch64 }\nsteps: [boot, offline: first]');
    expect(expandScenario(scenario, 'x86_64').map(({ skip }) => skip)).to.deep.equal([
      'the scenario is for aarch64, and this machine is x86_64',
    ]);
  });
});
