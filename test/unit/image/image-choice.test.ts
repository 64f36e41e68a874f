import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findImage, listImages } from '../../../src/image/index.js';
import { identify } from '../../../src/image/image-choice.js';
import { loadRecipe } from '../../../src/image/recipe.js';
import { ensureKeys } from '../../../src/image/ssh-keys.js';

describe('an image’s identity', () => {
  let cache: string;
  before(() => (cache = mkdtempSync(join(tmpdir(), 'vmwright-identity-'))));
  after(() => rmSync(cache, { recursive: true }));

  it('changes with everything that the image is made of', () => {
    const recipe = loadRecipe();
    const keys = ensureKeys(cache);
    const id = identify({ suite: 'bookworm' }, recipe, keys);
    expect(id).to.match(/^aarch64-bookworm-[0-9a-f]{12}$/);
    expect(identify({ suite: 'bookworm', arch: 'aarch64' }, recipe, keys)).to.equal(id);
    const others = [
      identify({ suite: 'trixie' }, recipe, keys),
      identify({ suite: 'bookworm', arch: 'x86_64' }, recipe, keys),
      identify({ suite: 'bookworm', versions: { 'dropbear-bin': '1' } }, recipe, keys),
      identify({ suite: 'bookworm' }, { ...recipe, hash: 'another' }, keys),
      identify({ suite: 'bookworm' }, recipe, { ...keys, hostKey: 'another' }),
    ];
    expect(new Set([id, ...others])).to.have.property('size', others.length + 1);
  });

  it('does not depend on the order in which versions are asked for', () => {
    const recipe = loadRecipe();
    const keys = ensureKeys(cache);
    const [ab, ba] = [
      { a: '1', b: '2' },
      { b: '2', a: '1' },
    ].map((versions) => identify({ suite: 'bookworm', versions }, recipe, keys));
    expect(ab).to.equal(ba);
  });

  it('finds nothing in a cache where nothing was built', () => {
    expect(findImage({ suite: 'bookworm', cache })).to.equal(undefined);
    expect(listImages(cache)).to.deep.equal([]);
    expect(listImages(join(cache, 'nowhere'))).to.deep.equal([]);
  });
});
