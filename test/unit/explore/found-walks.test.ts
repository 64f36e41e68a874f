import { expect } from 'chai';
import type { KeptFinding } from '../../../src/explore/events.js';
import { FoundWalks } from '../../../src/explore/found-walks.js';
import type { FoundWalk } from '../../../src/explore/keep-finding.js';
import type { Knowledge } from '../../../src/known/index.js';

const report: Knowledge = { says: 'It hangs.', reference: 'a report', place: 'known.yaml:1' };

const walk = (number: number, signature: string, known?: readonly Knowledge[]) =>
  ({ number, findings: [{ signature }], known }) as unknown as FoundWalk;

const kept = (signature: string) => ({ signature, seen: 1 }) as unknown as KeptFinding;

describe('FoundWalks', () => {
  it('gives the first walk of each signature to be kept, in their order', () => {
    const found = new FoundWalks();
    for (const one of [walk(1, 'hang'), walk(2, 'crash'), walk(3, 'hang')]) found.remember(one);
    expect(found.fresh.map(({ number }) => number)).to.deep.equal([1, 2]);
    expect(found.kept).to.deep.equal([]);
  });

  it('counts what was seen before it was kept, and after', () => {
    const found = new FoundWalks();
    const first = walk(1, 'hang');
    for (const one of [first, walk(2, 'hang')]) found.remember(one);
    expect(found.keep(first, kept('hang'))).to.deep.include({ seen: 2 });
    found.remember(walk(3, 'hang'));
    expect(found.fresh).to.deep.equal([]);
    expect(found.kept).to.deep.equal([{ signature: 'hang', seen: 3 }]);
  });

  // A walk's findings are known only if all of them are: beside the same known one, this walk has a new one.
  it('does not let what is known stand for the same beside something new', () => {
    const found = new FoundWalks();
    const known = walk(1, 'hang', [report]);
    found.remember(known);
    found.keep(known, kept('hang'));
    found.remember(walk(2, 'hang'));
    expect(found.fresh.map(({ number }) => number)).to.deep.equal([2]);
  });
});
