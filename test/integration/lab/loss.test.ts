import { writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { until } from '../../../src/support/deadline.js';
import { Bench } from '../../cli/vmwright.js';
import { preparedLab } from './prepared-lab.js';

const walk = `proves: Whatever becomes of the lab is no finding.
machine: { vcpus: 1 }
steps: [boot, reset, reset]
`;
/** No lab that may be up has so much: the run starts one of its own. */
const mib = 1531;
const emulated = /^(\d+) .*virtualization=on.* -m 1531M/;

describe('a lab in the middle of a run', function () {
  this.timeout(300_000);
  let bench: Bench;

  before(preparedLab());
  beforeEach(() => {
    bench = new Bench();
    writeFileSync(bench.path('walk.yaml'), walk);
  });
  afterEach(() => bench[Symbol.dispose]());

  const begin = () => bench.start(['run', 'walk.yaml', '--host', 'lab', '--lab-memory', String(mib)]);

  async function machine(): Promise<number> {
    const lines = () => bench.processes().flatMap((line) => emulated.exec(line)?.[1] ?? []);
    const wait = { timeoutMs: 120_000, seen: () => bench.processes().join('\n') };
    return Number(await until("the lab's machine to run", wait, () => lines()[0]));
  }

  it('that dies is an error, told with what became of it, and leaves nothing', async () => {
    const run = begin();
    const pid = await machine();
    await run.says(/start walk/);
    process.kill(pid, 'SIGKILL');
    const { status, stdout, stderr } = await run.ended;
    expect(status, stdout + stderr).to.equal(3);
    expect(stdout).to.match(/^ERROR walk .*\n.*the SSH connection to the lab was lost/im);
    // Among the run's own lines while they are still told, to stderr afterwards.
    expect(stdout + stderr).to.include('the lab was lost: its machine ended by itself');
    await bench.nothingLeft();
  });

  it('ends with vmwright, when that is killed', async () => {
    const run = begin();
    await machine();
    await run.says(/start walk/);
    run.child.kill('SIGKILL');
    await run.ended;
    await bench.nothingLeft();
  });
});
