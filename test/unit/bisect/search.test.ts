import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { readHistory } from '../../../src/bisect/history.js';
import { Journal } from '../../../src/bisect/journal.js';
import type { BisectResult } from '../../../src/bisect/result.js';
import { Search, type SearchOptions } from '../../../src/bisect/search.js';
import { WorkTree } from '../../../src/bisect/work-tree.js';
import { EnvironmentError, UsageError } from '../../../src/support/errors.js';
import { FakeBench, type Nature } from '../../helpers/git-repository/fake-bench.js';
import { GitRepository } from '../../helpers/git-repository/git-repository.js';
import { randomness } from '../../helpers/randomness.js';

const { signal } = new AbortController();

describe('the search for the first bad commit', () => {
  let repository: GitRepository;
  let commits: string[];
  const at = (commit: string) => commits.indexOf(commit);

  before(() => {
    repository = new GitRepository();
    commits = Array.from({ length: 40 }, (_, index) => repository.commit(`commit ${index}`));
  });
  after(() => repository[Symbol.dispose]());

  async function search(
    bench: FakeBench,
    options: Partial<SearchOptions> = {},
    ends: { good?: string; bad?: string } = {},
  ): Promise<BisectResult> {
    const { good = commits[0] ?? '', bad = commits.at(-1) ?? '' } = ends;
    const history = await readHistory({ repository: repository.path, good, bad }, signal);
    const tree = await WorkTree.open(repository.beside('tree'), history, signal);
    const journal = options.journal ?? new Journal(repository.beside(`journal-${Math.random()}.jsonl`));
    const progress = () => undefined;
    return await new Search({ tree, journal, bench, confidence: 0.95, progress, ...options }).run(signal);
  }

  const failsFrom =
    (first: number, nature: Nature = () => 'fail') =>
    (commit: string): Nature =>
      at(commit) >= first ? nature : () => 'pass';

  for (const first of [1, 17, 39]) {
    it(`finds commit ${first} of 40 in few builds, and says how sure that is`, async () => {
      const bench = new FakeBench(failsFrom(first));
      const result = await search(bench);
      expect(result.suspects.map(({ commit }) => at(commit))).to.deep.equal([first]);
      expect(result.suspects[0]?.description).to.include(`commit ${first}`);
      expect(result.probability).to.be.within(0.95, 0.9999);
      expect(bench.built.length).to.be.at.most(2 + 6 + 1);
      expect(bench.walks).to.be.below(30);
    });
  }

  it('gives a log that git bisect replay takes to the same commit', async () => {
    const { log } = await search(new FakeBench(failsFrom(23)));
    const { writeFileSync } = await import('node:fs');
    const clone = repository.beside('clone');
    repository.git('clone', '--quiet', repository.path, clone);
    writeFileSync(repository.beside('log'), `${log}\n`);
    const said = repository.gitIn(clone, 'bisect', 'replay', repository.beside('log'));
    expect(said).to.include(`${commits[23] ?? ''} is the first bad commit`);
  });

  it('skips what does not build and what has another finding, and tells the suspects that are left', async () => {
    const natureOf = (commit: string): Nature => {
      if ([20, 21].includes(at(commit))) return 'broken';
      if (at(commit) === 22) return () => 'other';
      return failsFrom(22)(commit);
    };
    const { suspects, tried, probability } = await search(new FakeBench(natureOf));
    expect(suspects.map(({ commit }) => at(commit))).to.deep.equal([23, 22, 21, 20]);
    expect(probability).to.be.within(0.95, 0.9999);
    expect(
      tried.filter(({ verdict }) => verdict === 'skip').map(({ commit }) => at(commit)),
    ).to.include.members([20, 21, 22]);
  });

  it('calls a commit good that had another finding once, and tells it', async () => {
    const natureOf = (commit: string): Nature =>
      at(commit) === 19 ? (tries) => (tries === 1 ? 'other' : 'pass') : failsFrom(30)(commit);
    const { tried } = await search(new FakeBench(natureOf), { confidence: 0.6 });
    const judged = tried.find(({ commit }) => at(commit) === 19);
    expect(judged).to.deep.include({ verdict: 'good', passes: 1 });
    expect(judged?.reason).to.match(/^passed 1 of 2 runs; .*; 1 run had another finding: something else$/);
  });

  it('tries what did not build once more from nothing before it tells a range, and takes the answer', async () => {
    const bench: FakeBench = new FakeBench((commit) =>
      [15, 16, 17, 18].includes(at(commit)) && bench.clears === 0 ? 'broken' : failsFrom(17)(commit),
    );
    const told: string[] = [];
    const { suspects, tried } = await search(bench, { progress: (line) => void told.push(line) });
    expect(suspects.map(({ commit }) => at(commit))).to.deep.equal([17]);
    expect(suspects[0]).not.to.have.property('skipped');
    expect(told.join('\n')).to.match(/^again \w+ commit 1\d, from nothing, before it is given up$/m);
    // The others are out of the question by then.
    expect(bench.clears).to.be.at.most(2);
    expect(tried.filter(({ verdict }) => verdict === 'skip').length).to.be.at.least(2);
  });

  it('tries no skipped commit a third time, and says of each suspect why it is one', async () => {
    const bench = new FakeBench((commit) =>
      [20, 21].includes(at(commit)) ? 'broken' : failsFrom(20)(commit),
    );
    const journal = new Journal(repository.beside('range.jsonl'));
    const { suspects } = await search(bench, { journal });
    expect(suspects.map(({ commit }) => at(commit))).to.deep.equal([22, 21, 20]);
    expect(suspects.map(({ skipped }) => skipped)).to.deep.equal([
      undefined,
      ...Array.from({ length: 2 }, () => 'does not build: x.c:1: error; twice, also from nothing'),
    ]);
    expect(bench.clears).to.equal(2);
    await search(bench, { journal });
    expect(bench.clears).to.equal(2);
  });

  it('a fault that shows one time in four is found nearly always, as sure as it says', async function () {
    this.timeout(120_000);
    const right: boolean[] = [];
    for (let seed = 1; seed <= 4; seed++) {
      const random = randomness(seed);
      const first = 1 + Math.floor(random() * 39);
      const bench = new FakeBench(failsFrom(first, () => (random() < 0.25 ? 'fail' : 'pass')));
      const { suspects, probability } = await search(bench, { repeat: 24 });
      expect(probability).to.be.at.least(0.95);
      right.push(suspects.length === 1 && at(suspects[0]?.commit ?? '') === first);
    }
    expect(right).not.to.include(false);
  });

  it('goes back when a commit that was called good fails after all', async () => {
    // Commit 19 is the first that git asks for. It has the fault, and passes more often than anybody would wait for at first.
    const natureOf = (commit: string): Nature => {
      if (at(commit) === 19) return (tries) => (tries <= 2 ? 'pass' : 'fail');
      return failsFrom(19)(commit);
    };
    const bench = new FakeBench(natureOf);
    const told: string[] = [];
    const progress = (line: string) => void told.push(line);
    const { suspects, log } = await search(bench, { confidence: 0.96, progress });
    expect(suspects.map(({ commit }) => at(commit))).to.deep.equal([19]);
    expect(told.join('\n')).to.include('back to there');
    expect(log).not.to.include(`git bisect good ${commits[19] ?? ''}`);
  });

  it('takes a walk that breaks off for no answer: another one takes its place, and the commit passed as often as any', async () => {
    const natural = await search(new FakeBench(failsFrom(17)));
    const came = (commit: string) => (at(commit) >= 17 ? 'fail' : 'pass');
    // The first look at the bad end has tries of its own.
    const isLook = (commit: string, tries: number) => at(commit) === 39 && tries === 1;
    const bench = new FakeBench(
      (commit) => (tries) => (tries % 2 === 1 && !isLook(commit, tries) ? 'error' : came(commit)),
    );
    const { suspects, tried, probability } = await search(bench);
    expect({ suspects, tried, probability }).to.deep.equal({
      suspects: natural.suspects,
      tried: natural.tried,
      probability: natural.probability,
    });
  });

  it('skips a commit whose walks go on breaking off, in words, once another shows that it is the commit', async () => {
    const natureOf = (commit: string): Nature =>
      at(commit) === 19 ? (tries) => (tries === 1 ? 'pass' : 'error') : failsFrom(17)(commit);
    const told: string[] = [];
    const bench = new FakeBench(natureOf);
    const { suspects, tried } = await search(bench, { progress: (line) => void told.push(line) });
    expect(suspects.map(({ commit }) => at(commit))).to.deep.equal([17]);
    const skipped = tried.find(({ commit }) => at(commit) === 19);
    expect(skipped).to.include({
      verdict: 'skip',
      passes: 1,
      reason: '4 of its 5 walks broke off without an answer, the last with: the guest image is gone',
    });
    expect(told.join('\n')).to.match(/commit 19: 4 of .* that is this commit's doing, shows \w+ commit 39/);
  });

  it('is interrupted where walks break off of commits that gave answers, too, and calls nothing skipped', async () => {
    let isBroken = false;
    const bench = new FakeBench((commit) => {
      isBroken ||= at(commit) === 19;
      return isBroken ? () => 'error' : failsFrom(17)(commit);
    });
    const journal = new Journal(repository.beside('surroundings.jsonl'));
    const error: unknown = await search(bench, { journal }).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(EnvironmentError);
    expect((error as Error).message).to.match(
      /cannot be judged: 4 of its 4 walks .* the guest image is gone; and so do those of .* the same command goes on/,
    );
    expect(journal.entries.filter((one) => one.type === 'verdict' && one.verdict === 'skip')).to.be.empty;
    const { suspects, tried } = await search(new FakeBench(failsFrom(17)), { journal });
    expect(suspects.map(({ commit }) => at(commit))).to.deep.equal([17]);
    expect(tried.map(({ verdict }) => verdict)).not.to.include('skip');
  });

  it('is interrupted where a commit that was built does not build any more', async () => {
    const journal = new Journal(repository.beside('mended.jsonl'));
    const bench = new FakeBench(failsFrom(17));
    bench.beforeWalk = () => {
      if (bench.walks === 5) throw new Error('interrupted');
    };
    await search(bench, { journal }).catch(() => undefined);
    const error: unknown = await search(new FakeBench(() => 'broken'), { journal }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(EnvironmentError);
    expect((error as Error).message).to.match(
      /was built before, and now does not build.* the same command goes on/,
    );
  });

  it('goes on where it was broken off, and tries nothing twice', async () => {
    const reference = new FakeBench(failsFrom(31));
    const whole = await search(reference);
    const path = repository.beside('broken-off.jsonl');
    const bench = new FakeBench(failsFrom(31));
    let left = 4;
    bench.beforeWalk = () => {
      if (left-- === 0) {
        left = 4;
        throw new Error('interrupted');
      }
    };
    let result: BisectResult | undefined;
    for (let attempts = 0; !result && attempts < 30; attempts++) {
      result = await search(bench, { journal: new Journal(path) }).catch((error: unknown) => {
        if ((error as Error).message !== 'interrupted') throw error;
        return undefined;
      });
    }
    expect(result).to.deep.equal(whole);
    expect(bench.walks).to.equal(reference.walks);
  });

  it('says so when an end is not what was said of it', async () => {
    const cases: [Nature, Nature, RegExp][] = [
      [() => 'pass', () => 'pass', /the bad end does not fail: in 3 rounds every cell passed/],
      [() => 'fail', () => 'fail', /the good end has the fault, too: it failed in 1 of/],
      [() => 'other', () => 'fail', /the good end cannot be tried: another finding: something else/],
      ['broken', () => 'fail', /the good end cannot be tried: does not build: x.c:1/],
      [() => 'pass', 'broken', /the bad end cannot be tried: does not build/],
    ];
    for (const [good, bad, message] of cases) {
      const bench = new FakeBench((commit) => (at(commit) === 0 ? good : bad));
      const error = await search(bench, { repeat: 3 }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).to.be.instanceOf(UsageError).with.property('message').that.matches(message);
    }
  });

  it('goes on from its end to more confidence, and to more runs of the bad end', async () => {
    const journal = new Journal(repository.beside('more.jsonl'));
    const first = await search(new FakeBench(failsFrom(17)), { journal, confidence: 0.6 });
    const bench = new FakeBench(failsFrom(17));
    const second = await search(bench, { journal, confidence: 0.999, repeat: 5 });
    expect(first.probability).to.be.below(0.999);
    expect(second.probability).to.be.at.least(0.999);
    expect(second.tried.find(({ commit }) => at(commit) === 39)).to.include({ failures: 5, passes: 0 });
    expect(second.tried.length).to.equal(first.tried.length);
    // The bad end, and the good commits that leave doubt.
    expect(bench.built.length).to.be.below(first.tried.length);
  });

  it('leaves the repository as it was, its own bisection in mid-way included', async () => {
    repository.git('bisect', 'start', commits[30] ?? '', commits[3] ?? '');
    const before: Record<string, string> = { ...repository.state(), log: repository.git('bisect', 'log') };
    const history = await readHistory({
      repository: repository.path,
      good: commits[0] ?? '',
      bad: commits.at(-1) ?? '',
    });
    await search(new FakeBench(failsFrom(12)));
    const tree = await WorkTree.open(repository.beside('tree'), history, signal);
    await tree.checkOut(commits[5] ?? '', signal);
    await tree.remove();
    expect(existsSync(repository.beside('tree'))).to.be.false;
    const worktrees = before['worktrees']?.split('\n\n')[0];
    expect({ ...repository.state(), log: repository.git('bisect', 'log') }).to.deep.equal({
      ...before,
      worktrees,
    });
    repository.git('bisect', 'reset');
  });

  it('follows merges, and finds a commit on a branch that was merged', async () => {
    repository.git('checkout', '--quiet', '-b', 'side', commits[10] ?? '');
    const side = Array.from({ length: 6 }, (_, index) =>
      repository.commit(`side ${index}`, { side: `${index}` }),
    );
    repository.git('checkout', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'side');
    const merge = repository.git('rev-parse', 'HEAD');
    const bad = new Set([...side.slice(2), merge]);
    const bench = new FakeBench((commit) => (bad.has(commit) ? () => 'fail' : () => 'pass'));
    const { suspects, probability } = await search(bench, {}, { bad: merge });
    repository.git('reset', '--quiet', '--hard', commits.at(-1) ?? '');
    expect(suspects.map(({ commit }) => commit)).to.deep.equal([side[2]]);
    expect(probability).to.be.at.least(0.95);
  });
});
