import { basename } from 'node:path';
import { expect } from 'chai';
import {
  expandScenario,
  loadScenario,
  resolveScenario,
  shippedScenarios,
} from '../../../src/scenario/index.js';
import { UsageError } from '../../../src/support/errors.js';
import { modelOperations } from '../../helpers/model-operations.js';

const seed = 'powered-off-vcpu-survives-migration';

async function errorOf(nameOrPath: string): Promise<string> {
  const error = await resolveScenario(nameOrPath).catch((reason: unknown) => reason);
  expect(error).to.be.instanceOf(UsageError);
  return (error as UsageError).message;
}

describe('the scenarios that ship', () => {
  it('have no mistakes, and every cell of theirs can be walked on aarch64', async () => {
    const files = await shippedScenarios();
    expect(files.map((file) => basename(file))).to.include(`${seed}.yaml`);
    for (const file of files) {
      const scenario = await loadScenario(file, modelOperations);
      for (const { name, skip } of expandScenario(scenario, 'aarch64'))
        expect(skip, name).to.equal(undefined);
    }
  });

  it('take few enough cells for a plain run to stay quick', async () => {
    const scenarios = await Promise.all(
      (await shippedScenarios()).map((file) => loadScenario(file, modelOperations)),
    );
    expect(scenarios.flatMap((scenario) => expandScenario(scenario, 'aarch64'))).to.have.length.at.most(10);
  });

  it('are found by name and by path', async () => {
    const file = await resolveScenario(seed);
    expect(basename(file)).to.equal(`${seed}.yaml`);
    expect(await resolveScenario(file)).to.equal(file);
    expect(await resolveScenario('scenarios/README.md')).to.equal('scenarios/README.md');
  });

  it('are named when somebody nearly said one of them', async () => {
    expect(await errorOf('powered-of-vcpu-survives-migration')).to.equal(
      `the scenario powered-of-vcpu-survives-migration is neither the name of a scenario nor a file; did you mean ${seed}?`,
    );
    expect(await errorOf('./none.yaml')).to.equal(
      'the scenario ./none.yaml is not there; vmwright list shows the names',
    );
  });
});
