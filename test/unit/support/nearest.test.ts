import { expect } from 'chai';
import { nearest } from '../../../src/support/nearest.js';

describe('nearest', () => {
  const words = ['offline', 'online', 'migrate', 'reset'];
  it('finds what a typo meant', () => {
    expect(nearest('ofline', words)).to.equal('offline');
    expect(nearest('Migrat', words)).to.equal('migrate');
  });
  it('finds nothing for another word', () => expect(nearest('banana', words)).to.equal(undefined));
  it('finds nothing among nothing', () => expect(nearest('x', [])).to.equal(undefined));
});
