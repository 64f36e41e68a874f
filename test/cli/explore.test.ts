import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { until } from '../../src/support/deadline.js';
import { Bench } from './vmwright.js';

/** What stderr must say of each mistake, before anything is launched. */
const mistakes: readonly (readonly [title: string, args: readonly string[], says: RegExp])[] = [
  [
    'a budget without its unit',
    ['--budget', '10'],
    /'10' is invalid. It must be a time with its unit, as in 90s/,
  ],
  ['no time at all', ['--shrink-budget', '0s'], /'0s' is invalid/],
  ['a seed that is none', ['--seed', '-1'], /'-1' is invalid. It must be a whole number from 0/],
  [
    'an operation with a typo',
    ['--ops', 'migrate,offlien'],
    /no operation "offlien"; did you mean offline\?/,
  ],
  ['an operation to leave out with a typo', ['--ops=-panik'], /no operation "panik"; did you mean panic\?/],
  ['operations that leave nothing', ['--ops', 'boot'], /leaves nothing to do after the boot/],
  ['walks of no steps', ['--steps', '0'], /'0' is invalid. It must be a whole number from 1/],
  ['a QEMU that is not there', ['--qemu', '/nowhere/qemu'], /\/nowhere\/qemu/],
];

describe('vmwright explore', () => {
  let bench: Bench;

  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench[Symbol.dispose]());

  for (const [title, args, says] of mistakes) {
    it(`refuses ${title}, and says what to do`, async () => {
      const { status, stdout, stderr } = await bench.run(['explore', ...args]);
      expect({ status, stdout }).to.deep.equal({ status: 2, stdout: '' });
      expect(stderr).to.match(says);
    });
  }

  it('ends in order when it is interrupted: what it has, exit status 130, nothing left', async () => {
    const command = bench.start(['explore', '--seed', '1', '--jobs', '1', '--output', 'run']);
    const events = bench.path('run', 'events.jsonl');
    const hasBegun = () => existsSync(events) && readFileSync(events, 'utf8').includes('"walk-started"');
    await until('a walk to begin', { timeoutMs: 60_000 }, () => hasBegun() || undefined);
    await bench.qemuRuns();
    command.child.kill('SIGINT');
    const ended = await command.ended;
    expect(ended.status).to.equal(130);
    expect(ended.stdout).to.match(/nothing found, interrupted: 0 walks \(1 not ended\)/);
    expect(ended.stdout).to.match(/the same walks: --seed 1/);
    const last = readFileSync(events, 'utf8').trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(last)).to.include({ type: 'explore-finished', interrupted: true });
    await bench.nothingLeft();
  });
});
