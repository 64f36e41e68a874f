import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { listImages, removeImages } from '../../../src/image/index.js';
import { identify } from '../../../src/image/image-choice.js';
import { loadRecipe } from '../../../src/image/recipe.js';
import { ensureKeys } from '../../../src/image/ssh-keys.js';
import { UsageError } from '../../../src/support/errors.js';

describe('guest images that are removed', () => {
  const choice = { arch: 'aarch64', suite: 'bookworm' } as const;
  const older = ['aarch64-bookworm-0123456789ab', 'x86_64-sid-0123456789ab'];
  let cache: string;
  let current: string;
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'vmwright-remove-'));
    current = identify(choice, loadRecipe(), ensureKeys(cache));
    for (const id of [current, ...older]) {
      const folder = join(cache, 'images', id);
      mkdirSync(folder, { recursive: true });
      for (const file of ['kernel', 'initrd']) writeFileSync(join(folder, file), '');
      writeFileSync(
        join(folder, 'manifest.json'),
        JSON.stringify({ ...choice, release: '6.1', packages: [] }),
      );
    }
  });
  afterEach(() => rmSync(cache, { recursive: true }));
  const left = () => listImages(cache).map(({ id }) => id);

  it('are those of an older recipe, and no other', async () => {
    const removed = await removeImages('older', { cache });
    expect(removed.map(({ id }) => id)).to.have.members(older);
    expect(left()).to.deep.equal([current]);
    expect(readdirSync(cache), 'nothing half removed').not.to.include('scratch');
    expect(await removeImages('older', { cache })).to.be.empty;
  });

  it('are those that are named', async () => {
    await removeImages([current, current], { cache });
    expect(left()).to.have.members(older);
  });

  it('are none when one of the names is wrong', async () => {
    const error: unknown = await removeImages([current, 'aarch64-bookworm-0123456789ax'], { cache }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(UsageError);
    expect(error).to.have.property('message').that.includes('did you mean aarch64-bookworm-0123456789ab?');
    expect(left()).to.have.length(3);
  });
});
