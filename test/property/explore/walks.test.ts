import { expect } from 'chai';
import fc from 'fast-check';
import { Coverage } from '../../../src/explore/coverage.js';
import { stepCount, type ExploredStep, type ExploredWalk } from '../../../src/explore/explored.js';
import { exploredShapes, planWalks } from '../../../src/explore/plan-walks.js';
import { PossibleSteps } from '../../../src/explore/possible-steps.js';
import { WalkArbitrary, type WalkSpace } from '../../../src/explore/walk-arbitrary.js';
import {
  describeStep,
  firstRefusal,
  transports,
  type Arch,
  type MigrateParameters,
  type Need,
} from '../../../src/model/index.js';
import { operations } from '../../../src/operations/index.js';
import { expandScenario, parseScenario, writeScenario } from '../../../src/scenario/index.js';

function spaceOn(arch: Arch, missing: readonly Need[] = []): WalkSpace {
  const possible = new PossibleSteps(operations.values(), new Set(missing));
  return {
    possible,
    shapes: exploredShapes(arch, undefined, arch === 'x86_64'),
    steps: { min: 10, max: 25 },
  };
}

function firstWalks(space: WalkSpace, seed: number, count: number): ExploredWalk[] {
  const walks: ExploredWalk[] = [];
  for (const { walk } of planWalks(space, seed)) {
    walks.push(walk);
    if (walks.length === count) break;
  }
  return walks;
}

function textsOf(walks: readonly ExploredWalk[]): string[] {
  return walks.map(({ shape, steps }) => JSON.stringify([shape, steps.map(describeStep)]));
}

function flat(steps: readonly ExploredStep[]): ExploredStep[] {
  return steps.flatMap((step) => [step, ...flat(step.meanwhile ?? [])]);
}

describe('walks of an exploration', function () {
  this.timeout(300_000);

  // Drawing takes longest: one list serves several tests.
  let walks: Readonly<Record<Arch, readonly ExploredWalk[]>>;
  before(() => {
    walks = {
      aarch64: firstWalks(spaceOn('aarch64', ['pluggable vCPUs']), 1, 150),
      x86_64: firstWalks(spaceOn('x86_64'), 2, 150),
    };
  });

  it('are allowed by the model from the first step to the last', () => {
    const spaces = fc.constantFrom<Arch>('aarch64', 'x86_64').map((arch) => spaceOn(arch));
    const drawn = spaces.chain((space) => new WalkArbitrary(space, new Coverage()));
    fc.assert(
      fc.property(drawn, (walk) => {
        expect(firstRefusal(walk)?.refusal.reason).to.equal(undefined);
        expect(walk.steps[0]?.operation.name).to.equal('boot');
      }),
      { numRuns: 30 },
    );
    for (const walk of [...walks.aarch64, ...walks.x86_64]) expect(firstRefusal(walk)).to.equal(undefined);
  });

  it('are the same for the same seed, and others for another', () => {
    const space = spaceOn('aarch64');
    expect(textsOf(firstWalks(space, 1, 5))).to.deep.equal(textsOf(firstWalks(space, 1, 5)));
    expect(textsOf(firstWalks(space, 1, 5))).not.to.deep.equal(textsOf(firstWalks(space, 3, 5)));
  });

  it('have every operation in them, done and in the middle of others, and every transport', () => {
    const all = Object.values(walks).flatMap((some) => some.flatMap(({ steps }) => flat(steps)));
    const done = new Set(
      all.filter(({ refused }) => refused !== true).map(({ operation }) => operation.name),
    );
    expect([...operations.keys()].filter((name) => !done.has(name))).to.deep.equal([]);
    const ways = all.filter(({ operation }) => operation.name === 'migrate');
    const via = new Set(ways.map(({ parameters }) => (parameters as MigrateParameters).via));
    expect([...via].sort()).to.deep.equal([...transports].sort());
    const outer = all.filter(({ meanwhile = [] }) => meanwhile.length > 0);
    const withMiddle = [...operations.values()].filter(({ hasMiddle }) => hasMiddle === true);
    expect(new Set(outer.map(({ operation }) => operation.name))).to.have.all.keys(
      withMiddle.map(({ name }) => name),
    );
  });

  it('have refusals of every operation that can be refused in them', () => {
    const refused = Object.values(walks).flatMap((some) =>
      some.flatMap(({ steps }) => flat(steps).filter((step) => step.refused === true)),
    );
    expect(new Set(refused.map(({ operation }) => operation.name))).to.include.all.keys(
      ...['migrate', 'plug', 'unplug', 'snapshot-save', 'snapshot-load', 'offline', 'cont'],
    );
  });

  it('have nothing in them that the QEMU does not offer', () => {
    const missing: Need[] = [
      'QMP command snapshot-save',
      'migration capability mapped-ram',
      'pluggable vCPUs',
    ];
    const steps = firstWalks(spaceOn('aarch64', missing), 7, 20).flatMap((walk) => flat(walk.steps));
    const needs = steps.flatMap(({ operation, parameters }) => operation.needs?.(parameters) ?? []);
    expect(needs.filter((need) => missing.includes(need))).to.deep.equal([]);
  });

  it('have nothing in them that does not fit where the QEMU runs', () => {
    const viaOf = ({ parameters }: ExploredStep) =>
      (parameters as Partial<MigrateParameters> | undefined)?.via;
    const fits = (step: ExploredStep) => !['fd', 'fdset'].includes(viaOf(step) ?? '');
    const possible = new PossibleSteps(operations.values(), new Set(['pluggable vCPUs']), fits);
    const steps = (space: WalkSpace) => firstWalks(space, 7, 30).flatMap((walk) => flat(walk.steps));
    const everywhere = spaceOn('aarch64', ['pluggable vCPUs']);
    expect(steps(everywhere).every(fits)).to.equal(false);
    expect(steps({ ...everywhere, possible }).every(fits)).to.equal(true);
  });

  it('move towards pairs of operations that were not tried yet', () => {
    const pairs = (some: readonly ExploredWalk[]) => {
      const coverage = new Coverage();
      for (const { steps } of some)
        for (const [index, step] of steps.entries()) coverage.add(step, steps[index - 1]);
      return coverage.pairs;
    };
    const some = walks.x86_64.slice(0, 40);
    const space = spaceOn('x86_64');
    const blind = fc.sample(new WalkArbitrary(space, new Coverage()), { seed: 2, numRuns: 40 });
    const perStep = (list: readonly ExploredWalk[]) =>
      pairs(list) / list.reduce((sum, { steps }) => sum + stepCount(steps), 0);
    expect(pairs(walks.x86_64.slice(0, 10))).to.be.lessThan(pairs(some));
    expect(perStep(some)).to.be.greaterThan(1.1 * perStep(blind));
  });

  it('come back the same from a scenario file', () => {
    for (const walk of [...walks.aarch64.slice(0, 30), ...walks.x86_64.slice(0, 30)]) {
      const text = writeScenario({ proves: 'It comes back.', walk });
      const scenario = parseScenario('walk.yaml', text, operations);
      const [read] = expandScenario(scenario, walk.shape.arch);
      expect(textsOf(read ? [read.walk] : [])).to.deep.equal(textsOf([walk]));
    }
  });
});
