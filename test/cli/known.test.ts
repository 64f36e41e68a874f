import { writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { findQemu } from '../../src/qemu/index.js';
import type { RunDocument } from '../../src/report/index.js';
import { FaultyQemu } from '../helpers/faulty-qemu/faulty-qemu.js';
import { Bench } from './vmwright.js';

describe('a finding that is known', () => {
  let bench: Bench;
  let qemu: FaultyQemu;

  before(() => {
    bench = new Bench();
    qemu = FaultyQemu.thatSays(findQemu('aarch64'), { command: 'stop', line: '{"return": nope}' });
    const text = 'proves: A VM stops.\nmachine: { vcpus: 2 }\nsteps: [boot, stop]\n';
    writeFileSync(bench.path('walk.yaml'), text);
  });
  after(() => {
    qemu[Symbol.dispose]();
    bench[Symbol.dispose]();
  });

  const run = async (...args: string[]) => {
    const ended = await bench.run(['run', 'walk.yaml', '--qemu', qemu.path, '--json', ...args]);
    return { ...ended, result: JSON.parse(ended.stdout) as RunDocument };
  };

  it('does not fail the run, is counted and told; --no-known calls it a finding', async () => {
    const first = await run('--no-known');
    expect(first.status, first.stderr).to.equal(1);
    const signature = first.result.cells[0]?.findings[0]?.signature;
    expect(signature).to.be.a('string');

    const entry = (more: object) =>
      `- ${JSON.stringify({ signature, qemu: 'any', scenario: 'walk', reference: 'a report', ...more })}\n`;
    const entries = [
      entry({ says: 'QEMU answers stop with nonsense.' }),
      entry({ says: 'QEMU is silent.', signature: 'another' }),
      entry({ says: 'QEMU is silent on x86.', signature: 'another', arch: 'x86_64' }),
    ];
    writeFileSync(bench.path('known.yaml'), entries.join(''));
    const second = await run('--known', 'known.yaml');
    expect(second.status, second.stderr).to.equal(0);
    expect(second.result.counts).to.include({ known: 1, fail: 0 });
    expect(second.result.cells[0]?.known).to.deep.equal([
      { says: 'QEMU answers stop with nonsense.', reference: 'a report', place: 'known.yaml:1' },
    ]);
    expect(second.result.knownGone.map(({ place }) => place)).to.deep.equal(['known.yaml:2']);
    expect(second.stderr).to.match(/no longer shows: QEMU is silent\.\n.*a report/);
    // What else the commit would have shown, nobody knows.
    expect((await run('--known', 'known.yaml', '--bisect')).status).to.equal(125);
    await bench.nothingLeft();
  });

  it('is one all the same when it should show only rarely, and shows every time', async () => {
    const entry = {
      signature: '*',
      qemu: 'any',
      shows: 'rarely',
      reference: 'a report',
      says: 'It is chance.',
    };
    writeFileSync(bench.path('chance.yaml'), `- ${JSON.stringify(entry)}\n`);
    const { status, stdout, stderr } = await bench.run([
      ...['run', 'walk.yaml', '--qemu', qemu.path, '--known', 'chance.yaml'],
    ]);
    expect(status, stdout + stderr).to.equal(1);
    expect(stdout).to.include('known to go wrong here, rarely; trying again');
    expect(stdout).to.match(/showed in all of 5 walks.*\n +chance\.yaml:1: It is chance\./);
    await bench.nothingLeft();
  });

  it('is told where its file has a mistake', async () => {
    writeFileSync(bench.path('wrong.yaml'), '- { signature: x, qemu: new, reference: a, says: b }\n');
    const ended = await bench.run(['run', 'walk.yaml', '--known', 'wrong.yaml']);
    expect(ended.status).to.equal(2);
    expect(ended.stderr).to.match(/wrong\.yaml:1:25: found "new", expected QEMU versions/);
  });
});
