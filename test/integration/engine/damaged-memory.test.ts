import { expect } from 'chai';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import { findingsOf, needsGuest, testedQemu } from './cells.js';

const migrate = { migrate: { via: 'file' } };

describe('a VM whose memory is restored wrongly', function () {
  this.timeout(180_000);
  before(function () {
    needsGuest(this);
  });

  it('is found where nobody writes, and the files are named that lie there', async () => {
    using qemu = FaultyQemu.thatRestores(testedQemu(), { inMemory: 'BusyBox v1\\.' });
    const [finding] = await findingsOf({ qemu: qemu.path, steps: ['boot', migrate] });
    expect(finding).to.include({ kind: 'memory-corruption', step: 1 });
    expect(finding.seen).to.equal('memory that nobody writes: changed in /bin/busybox');
  });

  it('is found where the guest writes all the time, and the page is named', async () => {
    // What each page of the load begins with: its block, round and number.
    using qemu = FaultyQemu.thatRestores(testedQemu(), { inMemory: '\\d\\.\\d+\\.\\d+ \\d+\\.' });
    const [finding] = await findingsOf({ qemu: qemu.path, steps: ['boot', { load: 'memory' }, migrate] });
    expect(finding).to.include({ kind: 'memory-corruption', step: 2 });
    expect(finding.seen).to.match(
      /^memory that is written all the time: wrong: page \d+ of block \d+, written in/,
    );
  });
});
