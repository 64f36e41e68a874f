import { expect } from 'chai';
import { stateKey, type StateIngredients } from '../../../src/warm/state-key.js';

const ingredients: StateIngredients = {
  recipeVersion: 1,
  qemu: ['a', 'b'],
  kernel: 'k',
  initrd: 'i',
  machine: ['-M', 'virt', '-smp', '2'],
  marker: 'ready',
  probe: 'look() { :; }',
};

const changes: Record<keyof StateIngredients, Partial<StateIngredients>> = {
  recipeVersion: { recipeVersion: 2 },
  qemu: { qemu: ['a', 'c'] },
  kernel: { kernel: 'l' },
  initrd: { initrd: undefined },
  machine: { machine: ['-M', 'virt', '-smp', '4'] },
  marker: { marker: 'up' },
  probe: { probe: 'look() { true; }' },
};

describe('the key of a saved state', () => {
  for (const [name, change] of Object.entries(changes)) {
    it(`is another one when its ${name} changes`, () => {
      expect(stateKey({ ...ingredients, ...change })).not.to.equal(stateKey(ingredients));
    });
  }

  it('is the same in whichever order QEMU has loaded its parts', () => {
    expect(stateKey({ ...ingredients, qemu: ['b', 'a'] })).to.equal(stateKey(ingredients));
  });

  it('tells an argument from two halves of it', () => {
    const split = { ...ingredients, machine: ['-M', 'virt', '-smp', '2', ''] };
    expect(stateKey(split)).not.to.equal(stateKey(ingredients));
  });
});
