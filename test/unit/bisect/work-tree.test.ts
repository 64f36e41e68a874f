import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readHistory } from '../../../src/bisect/history.js';
import { WorkTree } from '../../../src/bisect/work-tree.js';
import { GitRepository } from '../../helpers/git-repository/git-repository.js';

const { signal } = new AbortController();

describe('the worktree of a bisection', () => {
  let repository: GitRepository;
  beforeEach(() => (repository = new GitRepository()));
  afterEach(() => repository[Symbol.dispose]());

  async function open(good: string, bad: string): Promise<WorkTree> {
    const history = await readHistory({ repository: repository.path, good, bad }, signal);
    return await WorkTree.open(repository.beside('tree'), history, signal);
  }

  it('has the submodules that the checkout has, at each commit, and leaves the configuration alone', async () => {
    using library = new GitRepository();
    const [old, young] = [library.commit('old', { text: 'old' }), library.commit('young', { text: 'young' })];
    repository.commit('without');
    repository.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      library.path,
      'library',
    );
    const commitWith = (commit: string) => {
      repository.gitIn(join(repository.path, 'library'), 'checkout', '--quiet', commit);
      return repository.commit(`with ${commit}`);
    };
    const [one, two] = [commitWith(old), commitWith(young)];
    const before = repository.state();
    // The user's own copy is enough.
    library[Symbol.dispose]();
    const tree = await open(`${one}~`, two);
    const text = () => readFileSync(join(tree.folder, 'library/text'), 'utf8');
    await tree.checkOut(one, signal);
    expect(text()).to.equal('old');
    await tree.checkOut(two, signal);
    expect(text()).to.equal('young');
    await tree.remove();
    expect(existsSync(tree.folder)).to.be.false;
    expect(repository.state()).to.deep.equal(before);
  });

  it('leaves work that is not committed as it is: changed, staged, untracked and ignored files', async () => {
    const one = repository.commit('one', { changed: 'old', staged: 'old', '.gitignore': 'ignored\n' });
    const two = repository.commit('two', { changed: 'new', staged: 'new', untracked: 'of a commit' });
    repository.git('rm', '--quiet', '--cached', 'untracked');
    const mine = { changed: 'mine', staged: 'mine', untracked: 'mine', ignored: 'mine' };
    for (const [name, text] of Object.entries(mine)) writeFileSync(join(repository.path, name), text);
    repository.git('add', 'staged');
    const before = repository.state();
    const tree = await open(one, two);
    await tree.checkOut(one, signal);
    await tree.checkOut(two, signal);
    await tree.remove();
    expect(repository.state()).to.deep.equal(before);
    for (const [name, text] of Object.entries(mine))
      expect(readFileSync(join(repository.path, name), 'utf8'), name).to.equal(text);
  });

  it('writes only what a commit changes, also where the rest was touched, and is gone on with', async () => {
    const one = repository.commit('one', { same: 'same', other: '1' });
    const two = repository.commit('two', { other: '2' });
    const tree = await open(one, two);
    const file = join(tree.folder, 'same');
    utimesSync(file, 1_600_000_000, 1_600_000_000);
    const again = await open(one, two);
    await again.checkOut(one, signal);
    expect(readFileSync(join(tree.folder, 'other'), 'utf8')).to.equal('1');
    expect(statSync(file).mtimeMs).to.equal(1_600_000_000_000);
    await again.remove();
  });
});
