import { expect } from 'chai';
import type { GuestSight } from '../../../src/guest/index.js';
import { notLaunched } from '../../../src/model/index.js';
import { seenOfGuest } from '../../../src/witnesses/guest-sight.js';

const model = notLaunched({ arch: 'aarch64', vcpus: 1, ramMib: 512 });
const said = { boot: 1, announcements: 1, clock: 'in step with the host', complaints: [] };

function tainted(bits: number): string | undefined {
  const sight: GuestSight = {
    ...{ possible: [0], present: [0], online: [0], offline: [], cpus: new Map() },
    ...{ bootId: 'a', uptimeMs: 1, tainted: bits, log: [], changedFiles: undefined },
  };
  return seenOfGuest(model, (vcpu) => vcpu, sight, said).get('kernel is tainted');
}

describe('a look at a guest', () => {
  it('tells a tainted kernel, but for a soft lockup: a starved host makes one in a healthy guest', () => {
    expect(tainted(0)).to.equal('no');
    expect(tainted(1 << 14)).to.equal('no');
    expect(tainted((1 << 14) | (1 << 7))).to.equal('yes, by 128');
  });
});
