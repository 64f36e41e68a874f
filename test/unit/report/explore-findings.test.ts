import { expect } from 'chai';
import type { KeptFinding } from '../../../src/explore/index.js';
import { describeKept } from '../../../src/report/explore/finding-text.js';
import { Palette } from '../../../src/report/paint.js';

const kept: KeptFinding = {
  ...{
    signature: 'SIGSEGV during cont',
    message: 'during cont: QEMU was killed by SIGSEGV',
    kind: 'qemu-crash',
  },
  ...{ walk: 7, seen: 2, steps: ['boot', 'stop', 'cont'], vcpus: 1, shows: 3, of: 4, end: 'smallest' },
  ...{ directory: 'runs/1/findings/1', scenario: 'my runs/walk.yaml' },
};
const told = (change: Partial<KeptFinding> = {}, place: readonly string[] = []) =>
  describeKept({ ...kept, ...change }, place, new Palette(false));

describe('what is told of a bug that exploration found', () => {
  it('is the smallest walk, how often it shows, and a command that a shell takes', () => {
    expect(told({}, ['--qemu', '10.0'])).to.deep.equal([
      'FAIL  during cont: QEMU was killed by SIGSEGV (qemu-crash)',
      '      walk 7, shrunk to 3 steps on 1 vCPU:',
      '        1. boot',
      '        2. stop',
      '        3. cont',
      '      shows in 3 of 4 walks',
      "      again: vmwright run 'my runs/walk.yaml' --qemu 10.0",
    ]);
  });

  it('has what is known of it, or of the like', () => {
    const known = [{ says: 'It is freed twice.', reference: 'a report', place: 'known.yaml:1' }];
    expect(told({ known })[0]).to.match(/^known /);
    expect(told({ known })).to.include('      known: It is freed twice.');
    expect(told({ like: known })[0]).to.match(/^FAIL /);
    expect(told({ like: known }).slice(1, 3)).to.deep.equal([
      '      maybe known: It is freed twice.',
      '                   a report',
    ]);
  });
});
