import { join } from 'node:path';
import { expect } from 'chai';
import { Bench, checkout } from './vmwright.js';

const argv = [process.execPath, join(checkout, 'scripts/start.mjs')];

describe('npm start', () => {
  let bench: Bench;

  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench[Symbol.dispose]());

  it('hands its arguments to vmwright run', async () => {
    const { status, stdout, stderr } = await bench.run(['--help'], { argv });
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
    expect(stdout).to.match(/^Usage: vmwright run/);
  });

  it('begins to run at once when nothing is to be set up, and ends as vmwright does', async () => {
    const command = bench.start(['online-vcpus-survive-migration'], { argv });
    await command.says(/^start /m);
    command.child.kill('SIGINT');
    const { status, stderr, stdout } = await command.ended;
    expect({ status, stderr }).to.deep.equal({ status: 130, stderr: '' });
    expect(stdout).to.match(/interrupted/);
    await bench.nothingLeft();
  });

  it('says what is missing when it cannot install it', async () => {
    const { status, stderr } = await bench.run([], { argv, env: { PATH: bench.temporary } });
    expect(status).to.equal(3);
    expect(stderr).to.match(
      /^vmwright: qemu-system-aarch64 not found on the PATH, and there is no apt-get here/,
    );
  });
});
