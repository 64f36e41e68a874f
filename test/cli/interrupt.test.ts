import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { Bench } from './vmwright.js';

const args = ['run', 'powered-off-vcpu-survives-migration', '--jobs', '2', '--output', 'run'];

describe('interrupting a run', () => {
  let bench: Bench;

  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench[Symbol.dispose]());

  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    it(`${signal} ends it in order: a summary, exit status ${status}, nothing left`, async () => {
      const command = bench.start(args);
      await bench.qemuRuns();
      command.child.kill(signal);
      const ended = await command.ended;
      expect(ended).to.include({ status, stderr: '' });
      expect(ended.stdout).to.match(/\d+ interrupted/);
      expect(readFileSync(bench.path('run', 'events.jsonl'), 'utf8')).to.match(
        /"run-finished".*"interrupted":true/,
      );
      await bench.nothingLeft();
    });
  }

  it('a second signal at once is the same key press: npm passes a Ctrl-C on that its child has had', async () => {
    const command = bench.start(args);
    await bench.qemuRuns();
    command.child.kill('SIGINT');
    await command.says(/SIGINT/);
    command.child.kill('SIGINT');
    const ended = await command.ended;
    expect(ended.status).to.equal(130);
    expect(ended.stdout).to.match(/\d+ interrupted/);
    await bench.nothingLeft();
  });

  it('SIGKILL leaves no QEMU and no file behind', async () => {
    const command = bench.start(args);
    await bench.qemuRuns();
    command.child.kill('SIGKILL');
    expect((await command.ended).signal).to.equal('SIGKILL');
    await bench.nothingLeft();
  });

  it('ends an image build in order', async () => {
    const command = bench.start(['image', 'build'], { env: { VMWRIGHT_CACHE: bench.path('cache') } });
    await command.says(/reading/);
    command.child.kill('SIGINT');
    expect((await command.ended).status).to.equal(130);
    expect(existsSync(bench.path('cache', 'scratch'))).to.be.false;
    await bench.nothingLeft();
  });
});
