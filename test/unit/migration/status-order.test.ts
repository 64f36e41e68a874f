import { expect } from 'chai';
import { isInOrder } from '../../../src/migration/index.js';

const split = (text: string): string[] => text.split(' ');

describe('the statuses of a migration that completed', () => {
  for (const [what, statuses] of [
    ['of QEMU 5.2', 'setup active completed'],
    ['of QEMU 10.0', 'setup active device completed'],
    ['of a postcopy', 'setup active postcopy-active completed'],
    ['of a postcopy of QEMU 11.1', 'setup active device postcopy-device postcopy-active completed'],
    [
      'of a postcopy that broke twice',
      'setup active postcopy-active postcopy-paused postcopy-recover postcopy-active ' +
        'postcopy-paused postcopy-recover-setup postcopy-recover postcopy-active completed',
    ],
  ] as const) {
    it(`are in order at the source: ${what}`, () => {
      expect(isInOrder('source', split(statuses))).to.equal(true);
    });
  }

  for (const [what, statuses] of [
    ['one is missing', 'setup completed'],
    ['the last is missing', 'setup active'],
    ['one comes twice', 'setup active completed completed'],
    ['it failed in between', 'setup active failed completed'],
    ['it broke and nobody recovered it', 'setup active postcopy-active postcopy-paused completed'],
    ['they are turned round', 'active setup completed'],
    ['there are none', ''],
  ] as const) {
    it(`are not in order on either side when ${what}`, () => {
      expect(isInOrder('source', split(statuses))).to.equal(false);
      expect(isInOrder('destination', split(statuses))).to.equal(false);
    });
  }

  it('are in order at a destination of QEMU 7.2 that listens again to recover, and not at its source', () => {
    const recovered = split(
      'setup active postcopy-active postcopy-paused setup postcopy-recover postcopy-active completed',
    );
    expect(isInOrder('destination', recovered)).to.equal(true);
    expect(isInOrder('source', recovered)).to.equal(false);
  });

  it('are not in order at a destination that tells what only a source does', () => {
    expect(isInOrder('destination', split('setup active device completed'))).to.equal(false);
  });
});
