import { expect } from 'chai';
import { faultNamed, faults } from '../../../src/faults/index.js';
import { operations } from '../../../src/operations/index.js';
import { loadScenario, shippedScenarios } from '../../../src/scenario/index.js';
import { UsageError } from '../../../src/support/errors.js';

describe('the faults', () => {
  it('are each caught by one of the scenarios that ship, at least', async () => {
    const scenarios = await Promise.all(
      (await shippedScenarios()).map((file) => loadScenario(file, operations)),
    );
    const caught = new Set(scenarios.flatMap(({ catches }) => catches));
    expect([...faults.keys()].filter((name) => !caught.has(name))).to.deep.equal([]);
  });

  it('are what each scenario that ships catches one of, at least', async () => {
    for (const file of await shippedScenarios()) {
      expect((await loadScenario(file, operations)).catches, file).not.to.be.empty;
    }
  });

  it('say in a sentence what is wrong then', () => {
    for (const { name, says } of faults.values()) {
      expect(name).to.match(/^[a-zA-Z_-]+$/);
      expect(says, name).to.match(/^[A-Z].{20,}\.$/);
    }
  });

  it('are known by their names, and a typo by the one that was meant', () => {
    expect(faultNamed('page-zeroed').place).to.equal('stream');
    expect(() => faultNamed('page-zerod')).to.throw(UsageError, 'did you mean page-zeroed?');
    expect(() => faultNamed('xyz')).to.throw(UsageError, 'vmwright list --faults');
  });
});
