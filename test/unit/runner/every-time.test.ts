import { expect } from 'chai';
import { unlessEveryTime } from '../../../src/runner/every-time.js';
import type { CellResult } from '../../../src/runner/outcome.js';
import { finding } from '../../helpers/run-events.js';

const known = { says: 'It hangs now and then.', reference: 'a report', place: 'known.yaml:1' };
const first = { outcome: 'known', findings: [finding({ signature: 'hangs' })], known: [known] } as const;
const pass: CellResult = { outcome: 'pass' };
const hangs: CellResult = { outcome: 'fail', findings: [finding({ signature: 'hangs' })] };
const crashes: CellResult = { outcome: 'fail', findings: [finding({ signature: 'crashes' })] };
const broken: CellResult = { outcome: 'error', reason: 'the disk is full' };

async function judged(...results: readonly CellResult[]) {
  const names: string[] = [];
  const again = (name: string) => Promise.resolve(results[names.push(name) - 1] ?? pass);
  const result = await unlessEveryTime(first, { again, isByChance: (result) => result === hangs });
  return { names, result };
}

describe('a finding that is known to show only now and then', () => {
  it('is known when the cell passes once', async () => {
    expect(await judged(pass)).to.deep.equal({ names: ['again-1'], result: first });
    expect(await judged(hangs, hangs, hangs, pass)).to.deep.include({ result: first });
  });

  it('is another one when it shows every time', async () => {
    const { names, result } = await judged(hangs, hangs, hangs, hangs);
    expect(names).to.deep.equal(['again-1', 'again-2', 'again-3', 'again-4']);
    expect(result).to.deep.equal({
      ...{ outcome: 'fail', findings: first.findings },
      everyTime: { walks: 5, known: [known] },
    });
  });

  it('does not hide what else comes of the cell', async () => {
    expect(await judged(hangs, crashes)).to.deep.equal({ names: ['again-1', 'again-2'], result: crashes });
    expect((await judged(broken)).result).to.equal(broken);
  });
});
