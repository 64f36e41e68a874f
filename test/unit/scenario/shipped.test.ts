import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'chai';
import {
  expandScenario,
  loadScenario,
  resolveScenarios,
  shippedScenarios,
  themeOf,
} from '../../../src/scenario/index.js';
import { chooseCells } from '../../../src/runner/choose-cells.js';
import { estimateMs } from '../../../src/runner/index.js';
import { UsageError } from '../../../src/support/errors.js';
import { modelOperations } from '../../helpers/model-operations.js';

const seed = 'powered-off-vcpu-survives-migration';

async function errorOf(nameOrPath: string): Promise<string> {
  const error = await resolveScenarios(nameOrPath).catch((reason: unknown) => reason);
  expect(error).to.be.instanceOf(UsageError);
  return (error as UsageError).message;
}

describe('the scenarios that ship', () => {
  it('have no mistakes, and every cell of theirs can be walked on some architecture', async () => {
    const files = await shippedScenarios();
    expect(files.map((file) => basename(file))).to.include(`${seed}.yaml`);
    for (const file of files) {
      const scenario = await loadScenario(file, modelOperations);
      const onX86 = expandScenario(scenario, 'x86_64');
      for (const [index, { name, skip }] of expandScenario(scenario, 'aarch64').entries()) {
        if (skip !== undefined) expect(onX86[index]?.skip, name).to.equal(undefined);
      }
    }
  });

  it('are run plainly within four minutes, the seed and something of every theme among them', async () => {
    const scenarios = await Promise.all(
      (await shippedScenarios()).map((file) => loadScenario(file, modelOperations)),
    );
    const cells = scenarios.flatMap((scenario) =>
      expandScenario(scenario, 'aarch64').map(({ name, walk, skip }, index) => {
        const onX86 = expandScenario(scenario, 'x86_64')[index]?.walk ?? walk;
        const estimate = estimateMs(skip === undefined ? walk : onX86);
        const way = { name, arch: 'aarch64', estimateMs: estimate };
        return { scenario: scenario.name, theme: themeOf(scenario.file), ways: [way] };
      }),
    );
    const { chosen } = chooseCells(cells, 'telling');
    const ms = chosen.reduce((sum, { way }) => sum + way.estimateMs, 0);
    // Two at a time take three quarters of that.
    expect(ms * 0.75).to.be.at.most(4 * 60_000);
    expect(chosen.map(({ way }) => way.name)).to.include(`${seed}[vcpu=1,guest=idle]`);
    const themes = new Set(cells.map(({ theme }) => theme));
    const named = new Set(chosen.map(({ way: { name } }) => name.replace(/\[.*/, '')));
    expect(
      new Set(cells.flatMap(({ scenario, theme }) => (named.has(scenario) ? [theme] : []))),
    ).to.deep.equal(themes);
  });

  it('are found by name, by name and theme, and by path', async () => {
    const files = await resolveScenarios(seed);
    expect(files.map((file) => basename(file))).to.deep.equal([`${seed}.yaml`]);
    expect(await resolveScenarios(`power-state/${seed}`)).to.deep.equal(files);
    expect(await resolveScenarios(files[0] ?? '')).to.deep.equal(files);
    expect(await resolveScenarios('scenarios/README.md')).to.deep.equal(['scenarios/README.md']);
  });

  it('are found by their theme', async () => {
    const all = await shippedScenarios();
    const files = await resolveScenarios('reset');
    expect(files).to.deep.equal(all.filter((file) => themeOf(file) === 'reset')).and.not.be.empty;
  });

  it('have names of their own, and stand in the folder of a theme', async () => {
    const names = (await shippedScenarios()).map((file) => basename(file));
    expect(new Set(names).size).to.equal(names.length);
    expect(readdirSync('scenarios').filter((name) => name.endsWith('.yaml'))).to.deep.equal([
      'known-findings.yaml',
    ]);
  });

  it('are named when somebody nearly said one of them', async () => {
    expect(await errorOf('powered-of-vcpu-survives-migration')).to.equal(
      `the scenario powered-of-vcpu-survives-migration is neither the name of a scenario or theme nor a file; did you mean ${seed}?`,
    );
    expect(await errorOf('./none.yaml')).to.equal(
      'the scenario ./none.yaml is not there; vmwright list shows the names',
    );
  });
});
