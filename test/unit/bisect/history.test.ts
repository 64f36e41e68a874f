import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readHistory } from '../../../src/bisect/history.js';
import { WorkTree } from '../../../src/bisect/work-tree.js';
import { describeError, UsageError } from '../../../src/support/errors.js';
import { GitRepository } from '../../helpers/git-repository/git-repository.js';

const { signal } = new AbortController();

describe('the history that a bisection is in', () => {
  let repository: GitRepository;
  let one: string;
  let two: string;
  before(() => {
    repository = new GitRepository();
    one = repository.commit('one', { 'sub/file': '1' });
    two = repository.commit('two', { 'sub/file': '2' });
  });
  after(() => repository[Symbol.dispose]());

  const failureOf = async (folder: string, good = one, bad = two) => {
    const error: unknown = await readHistory({ repository: folder, good, bad }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(UsageError);
    return describeError(error);
  };

  it('is not read where there is no repository: that is said once, in our words, with what to do', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vmwright-no-repository-'));
    try {
      expect(await failureOf(folder)).to.equal(
        `--repo: ${folder} is no git repository, nor in one. Name the folder of a git clone of QEMU, as --repo ~/qemu`,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is not read from a broken repository, whose trouble git tells once', async () => {
    const folder = repository.beside('broken');
    repository.git('clone', '--quiet', repository.path, folder);
    repository.gitIn(folder, 'config', 'core.repositoryFormatVersion', '99');
    const said = await failureOf(folder);
    expect(said).to.include(`--repo: ${folder} cannot be used: git rev-parse`);
    expect(said.match(/fatal:/g)).to.have.length(1);
  });

  it('is the same from a bare repository, a folder in the tree, a linked worktree and .git itself', async () => {
    const bare = repository.beside('bare.git');
    const linked = repository.beside('linked');
    repository.git('clone', '--quiet', '--bare', repository.path, bare);
    repository.git('worktree', 'add', '--quiet', '--detach', linked, one);
    const folders = [bare, join(repository.path, 'sub'), linked, join(repository.path, '.git')];
    for (const [index, folder] of folders.entries()) {
      const history = await readHistory({ repository: folder, good: one, bad: two }, signal);
      expect(history, folder).to.deep.include({ good: one, bad: two, commits: [two] });
      const tree = await WorkTree.open(repository.beside(`tree-${index}`), history, signal);
      await tree.checkOut(one, signal);
      expect(await tree.git.run(['status', '--porcelain'], signal), folder).to.equal('');
      await tree.remove();
    }
    repository.git('worktree', 'remove', linked);
  });

  it('says what ends that do not fit mean', async () => {
    expect(await failureOf(repository.path, one, one)).to.match(
      /are the same commit, \w{40}: nothing lies between them\. Name an older one as --good/,
    );
    expect(await failureOf(repository.path, two, one)).to.match(
      /so no commits lead from the one to the other: it is the other way round/,
    );
    const tree = repository.git('rev-parse', `${one}^{tree}`);
    const root = repository.git('commit-tree', '-m', 'root', tree);
    expect(await failureOf(repository.path, root)).to.match(
      /no commit in common\. Are both of the same project/,
    );
    expect(await failureOf(repository.path, 'v99.0')).to.match(/--good: .* has no commit v99\.0; perhaps/);
    mkdirSync(repository.beside('empty'));
    repository.gitIn(repository.beside('empty'), 'init', '--quiet');
    expect(await failureOf(repository.beside('empty'))).to.match(/--good: .* has no commit/);
  });
});
