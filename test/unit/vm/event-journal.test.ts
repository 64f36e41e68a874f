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

  it('counts resets without those that the firmware makes of one', () => {
    const journal = journalOf(['RESET', 1_000], ['STOP', 1_010], ['RESET', 2_000]);
    journal.add({ process: 'qemu-1', event: 'RESET', data: undefined, at: 2_040, byFirmware: true });
    expect(journal.countResetsSince(0)).to.equal(2);
    expect(journal.countResetsSince(1)).to.equal(1);
  });
});
