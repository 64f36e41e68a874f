import { expect } from 'chai';
import { EventJournal } from '../../../src/vm/event-journal.js';

function journalOf(...events: [event: string, at: number][]): EventJournal {
  const journal = new EventJournal();
  for (const [event, at] of events) journal.add({ process: 'qemu-1', event, data: undefined, at });
  return journal;
}

describe('EventJournal', () => {
  it('counts the events of a name from a position on', () => {
    const journal = journalOf(['STOP', 1], ['RESUME', 2]);
    const position = journal.position;
    journal.add({ process: 'qemu-2', event: 'STOP', data: undefined, at: 3 });
    expect(journal.countSince(position, 'STOP')).to.equal(1);
    expect(journal.countSince(0, 'STOP')).to.equal(2);
    expect(journal.countSince(0, 'RESET')).to.equal(0);
  });

  it('takes two events at once for one happening, and two a second apart for two', () => {
    expect(journalOf(['RESET', 1_000], ['RESET', 1_040]).countBurstsSince(0, 'RESET')).to.equal(1);
    expect(journalOf(['RESET', 1_000], ['RESET', 2_000]).countBurstsSince(0, 'RESET')).to.equal(2);
    expect(journalOf(['STOP', 1_000]).countBurstsSince(0, 'RESET')).to.equal(0);
  });

  describe('of resets', () => {
    const reset = (reason: string, at: number) => ({
      ...{ process: 'qemu-1', event: 'RESET' },
      ...{ data: { guest: reason === 'guest-reset', reason }, at },
    });

    it('takes one by the firmware, late on a busy host, for part of the one before it', () => {
      const journal = new EventJournal();
      journal.add(reset('host-qmp-system-reset', 1_000));
      journal.add(reset('guest-reset', 2_500));
      journal.kernelStarted();
      expect(journal.countBurstsSince(0, 'RESET')).to.equal(1);
    });

    it('counts one by a kernel, and one more that the host asked for', () => {
      const journal = new EventJournal();
      journal.add(reset('host-qmp-system-reset', 1_000));
      journal.kernelStarted();
      journal.add(reset('guest-reset', 2_500));
      journal.add(reset('host-qmp-system-reset', 4_000));
      expect(journal.countBurstsSince(0, 'RESET')).to.equal(3);
    });
  });
});
