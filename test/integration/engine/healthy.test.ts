import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { processesOf } from '../machine/gone.js';
import { needsGuest, run, type StepText } from './cells.js';

const busy = { migrate: { via: 'file', guest: 'busy' } };
const seedWalk: StepText[] = ['boot', { offline: 1 }, busy, { online: 1 }, 'stop', 'cont', 'reset'];

describe('a healthy VM', function () {
  this.timeout(180_000);
  let temporary: string;
  let savedTmpdir: string | undefined;
  before(function () {
    needsGuest(this);
  });
  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), 'healthy-'));
    savedTmpdir = process.env['TMPDIR'];
    process.env['TMPDIR'] = temporary;
  });
  afterEach(() => {
    if (savedTmpdir === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = savedTmpdir;
    rmSync(temporary, { recursive: true });
  });

  it('passes the seed walk, with every witness asked after every step', async () => {
    expect(await run({ steps: seedWalk, vcpus: 3 })).to.deep.equal({ outcome: 'pass' });
    expect(readdirSync(temporary)).to.deep.equal([]);
  });

  it('leaves nothing when the walk is aborted in the middle of a migration', async () => {
    const stop = new AbortController();
    const reason = new Error('enough');
    const stepStarted = (step: number) => step === 1 && setImmediate(() => stop.abort(reason));
    const error: unknown = await run({ steps: ['boot', busy] }, stepStarted, stop.signal).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).to.equal(reason);
    expect(readdirSync(temporary)).to.deep.equal([]);
    expect(processesOf(temporary)).to.deep.equal([]);
  });
});
