import { expect } from 'chai';
import { describeStep, firstRefusal } from '../../../src/model/index.js';
import { exploredShapes, planWalks } from '../../../src/explore/plan-walks.js';
import { PossibleSteps } from '../../../src/explore/possible-steps.js';
import { stepCount, type ExploredWalk } from '../../../src/explore/explored.js';
import { shrinkWalk, type ShrinkOptions } from '../../../src/explore/shrink/shrink-walk.js';
import { operations } from '../../../src/operations/index.js';
import { pause } from '../../../src/support/pause.js';
import { EnvironmentError } from '../../../src/support/errors.js';
import { walkOf } from '../../helpers/explored-walks.js';

/** A long walk in which a vCPU goes offline before a migration and the guest is reset after it. */
const long = walkOf(
  {},
  ...([
    ['boot'],
    ['load', 'cpus'],
    ['stop-and-cont', 20],
    ['offline', [2, 3]],
    ['snapshot-save', 'one'],
    ['migrate', { via: 'tcp', multifd: 4, compression: 'zlib', guest: 'busy' }],
    ['stop'],
    ['migrate', { via: 'fd' }],
    ['cont'],
    ['online', 2],
    ['toggle', { vcpus: 1, times: 5 }],
    ['reset', { times: 3 }],
  ] as const),
);

/** A bug that shows whenever something goes offline, then the VM moves, then it is reset. */
function hasBug({ steps }: ExploredWalk): boolean {
  const names = steps.map(({ operation }) => operation.name);
  const off = names.indexOf('offline');
  const moved = names.indexOf('migrate', off);
  return off > 0 && moved > off && names.indexOf('reset', moved) > moved;
}

const texts = ({ steps }: ExploredWalk) => steps.map(describeStep);

function shrink(walk: ExploredWalk, options: Partial<ShrinkOptions>) {
  const signal = new AbortController().signal;
  const trial = (candidate: ExploredWalk) => Promise.resolve(hasBug(candidate));
  return shrinkWalk(walk, { trial, jobs: 2, budgetMs: 60_000, signal, ...options });
}

/** A coin that says yes one time in so many; always the same throws. */
function oneIn(times: number): () => boolean {
  let state = 12_345;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 12) % times === 0;
  };
}

describe('shrinkWalk', function () {
  this.timeout(60_000);

  it('comes to the fewest and simplest steps, vCPUs and ways', async () => {
    const shrunk = await shrink(long, {});
    expect(texts(shrunk.walk)).to.deep.equal(['boot', 'offline vCPU 1', 'migrate via file', 'reset']);
    expect(shrunk.walk.shape.vcpus).to.equal(2);
    expect(shrunk).to.include({ end: 'smallest', shows: 3, of: 3 });
  });

  it('only ever walks what the model allows', async () => {
    const space = {
      possible: new PossibleSteps(operations.values()),
      shapes: exploredShapes('x86_64', undefined, true),
      steps: { min: 15, max: 20 },
    };
    for (const { number, walk } of planWalks(space, 5)) {
      if (number > 3) break;
      const last = walk.steps.at(-1)?.operation.name;
      const trial = (candidate: ExploredWalk) => {
        expect(firstRefusal(candidate)).to.equal(undefined);
        return Promise.resolve(candidate.steps.at(-1)?.operation.name === last);
      };
      const shrunk = await shrink(walk, { trial });
      expect(stepCount(shrunk.walk.steps)).to.be.lessThan(8);
    }
  });

  it('finds the smallest of what shows one time in four, and says how often', async () => {
    const shows = oneIn(4);
    const trial = (walk: ExploredWalk) => Promise.resolve(hasBug(walk) && shows());
    const { walk, end, shows: k, of: n } = await shrink(long, { trial });
    expect(hasBug(walk)).to.equal(true);
    expect(walk.steps.length).to.be.at.most(5);
    expect(end).to.equal('smallest');
    expect(k).to.be.within(1, 8);
    expect(n).to.equal(12);
  });

  it('does not take an error for a walk that does not show it', async () => {
    const breaks = oneIn(3);
    const trial = (walk: ExploredWalk) =>
      breaks() ? Promise.reject(new EnvironmentError('the disk is full')) : Promise.resolve(hasBug(walk));
    const shrunk = await shrink(long, { trial });
    expect(texts(shrunk.walk)).to.deep.equal(['boot', 'offline vCPU 1', 'migrate via file', 'reset']);
  });

  it('keeps the best so far when nothing can be judged any more, and says why', async () => {
    let count = 0;
    const trial = (walk: ExploredWalk) =>
      ++count > 20 ? Promise.reject(new EnvironmentError('the disk is full')) : Promise.resolve(hasBug(walk));
    const shrunk = await shrink(long, { trial });
    expect(shrunk.end).to.equal('errors');
    expect(shrunk.error).to.be.instanceOf(EnvironmentError);
    expect(shrunk.walk.steps.length).to.be.lessThan(long.steps.length);
    expect(hasBug(shrunk.walk)).to.equal(true);
  });

  it('keeps the best so far when it is interrupted, and ends what runs', async () => {
    const interrupt = new AbortController();
    let running = 0;
    const trial = async (walk: ExploredWalk, signal: AbortSignal) => {
      running += 1;
      await pause(1);
      if (walk.steps.length < 8) interrupt.abort(new Error('Ctrl-C'));
      running -= 1;
      signal.throwIfAborted();
      return hasBug(walk);
    };
    const shrunk = await shrink(long, { trial, signal: interrupt.signal });
    expect(shrunk.end).to.equal('interrupted');
    expect(hasBug(shrunk.walk)).to.equal(true);
    expect(running).to.equal(0);
  });

  it('ends with its budget', async () => {
    const trial = async (walk: ExploredWalk, signal: AbortSignal) => {
      if (walk.steps.length > 8) return hasBug(walk);
      return await new Promise<boolean>((_, reject) =>
        signal.addEventListener('abort', () => reject(new Error('ended')), { once: true }),
      );
    };
    const shrunk = await shrink(long, { trial, budgetMs: 400 });
    expect(shrunk).to.include({ end: 'budget', walk: long });
    // There was time left for finding that out.
    expect(shrunk.of).to.be.greaterThan(0);
    expect(shrunk.shows).to.equal(shrunk.of);
  });

  it('does not count the time by which a walk was chosen', async () => {
    const interrupt = new AbortController();
    const onBest = () => interrupt.abort(new Error('Ctrl-C'));
    const shrunk = await shrink(long, { signal: interrupt.signal, jobs: 1, onBest });
    expect(shrunk.walk.steps.length).to.be.lessThan(long.steps.length);
    expect(shrunk).to.include({ end: 'interrupted', shows: 0, of: 0 });
  });

  it('gives away no walk that showed it once and never again', async () => {
    const walked = new Map<string, number>();
    const trial = (walk: ExploredWalk) => {
      const text = JSON.stringify([walk.shape, texts(walk)]);
      const time = (walked.get(text) ?? 0) + 1;
      walked.set(text, time);
      return Promise.resolve(hasBug(walk) && (walk.steps.length > 4 || time === 1));
    };
    const shrunk = await shrink(long, { trial });
    expect(shrunk.walk.steps.length).to.equal(5);
    expect(shrunk).to.include({ end: 'smallest', shows: 3, of: 3 });
  });

  it('walks what shows now and then more often before it says how often', async () => {
    let time = 0;
    const trial = (walk: ExploredWalk) =>
      Promise.resolve(hasBug(walk) && (walk.steps.length > 4 || ++time % 2 === 1));
    const { shows, of } = await shrink(long, { trial, jobs: 1 });
    expect({ shows, of }).to.deep.equal({ shows: 6, of: 12 });
  });

  it('gives a walk back as it is when it never shows it again', async () => {
    const shrunk = await shrink(long, { trial: () => Promise.resolve(false) });
    expect(shrunk).to.include({ end: 'not reproduced', walk: long, shows: 0, of: 12 });
  });

  it('keeps the vCPU that it is about where there are fewer', async () => {
    const walk = walkOf({ vcpus: 4 }, ['boot'], ['offline', 3], ['migrate', { via: 'file' }], ['online', 3]);
    const trial = ({ shape, steps }: ExploredWalk) =>
      Promise.resolve(
        steps.some(
          ({ operation: { name }, parameters }) => name === 'online' && parameters === shape.vcpus - 1,
        ),
      );
    const shrunk = await shrink(walk, { trial });
    expect(texts(shrunk.walk)).to.deep.equal(['boot', 'offline vCPU 1', 'online vCPU 1']);
    expect(shrunk.walk.shape.vcpus).to.equal(2);
  });
});
