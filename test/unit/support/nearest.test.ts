import { expect } from 'chai';
import { nearest } from '../../../src/support/nearest.js';

describe('nearest', () => {
  const words = ['offline', 'online', 'migrate', 'reset'];
  it('finds what a typo meant', () => {
    expect(nearest('ofline', words)).to.equal('offline');
    expect(nearest('Migrat', words)).to.equal('migrate');
  });
  it('finds what begins like it', () => {
    const names = ['powered-off-vcpu-survives-migration', 'reset-brings-every-vcpu-back', 'reset'];
    expect(nearest('powered-of-vcpu', names)).to.equal('powered-off-vcpu-survives-migration');
    expect(nearest('rest', names)).to.equal('reset');
  });
  it('finds nothing for another word', () => expect(nearest('banana', words)).to.equal(undefined));
  it('finds nothing among nothing', () => expect(nearest('x', [])).to.equal(undefined));
});
