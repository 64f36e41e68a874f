import { homedir } from 'node:os';
import { expect } from 'chai';
import { cacheDirectory } from '../../../src/image/index.js';

describe('the cache directory', () => {
  it('is the one of its own variable, else within XDG’s, else within the home folder', () => {
    expect(cacheDirectory({ VMWRIGHT_CACHE: '/a', XDG_CACHE_HOME: '/b' })).to.equal('/a');
    expect(cacheDirectory({ XDG_CACHE_HOME: '/b' })).to.equal('/b/vmwright');
    expect(cacheDirectory({ VMWRIGHT_CACHE: '', XDG_CACHE_HOME: '' })).to.equal(
      `${homedir()}/.cache/vmwright`,
    );
  });
});
