import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { RunDocument } from '../../src/report/json-reporter.js';
import { noSlurm, SlurmCluster } from '../helpers/slurm/slurm-cluster.js';
import { needsGuest, skip } from '../integration/engine/cells.js';
import { Bench, checkout, program, twoQuickCells } from './vmwright.js';

describe('the example for Slurm', () => {
  let bench: Bench;
  let cluster: SlurmCluster;

  before(async function () {
    this.timeout(180_000);
    const reason = noSlurm();
    if (reason !== undefined) skip(this, reason);
    needsGuest(this);
    bench = new Bench();
    cluster = await SlurmCluster.start();
  });
  after(async function () {
    this.timeout(60_000);
    await (cluster as SlurmCluster | undefined)?.[Symbol.asyncDispose]();
    (bench as Bench | undefined)?.[Symbol.dispose]();
  });

  it('runs as an array, and what its tasks recorded is one run', async function () {
    this.timeout(900_000);
    const script = join(checkout, 'examples/slurm/run.sbatch');
    await cluster.run(
      'sbatch',
      ['--array=3-5:2', '--cpus-per-task=1', '--output=%x-%a.out', script, ...twoQuickCells],
      {
        RECORDS: bench.directory,
        VMWRIGHT: `${process.execPath} ${program}`,
      },
    );
    await cluster.idle(800_000);
    const shards = [3, 5].map((id) => bench.path(`shard-${id}`));
    expect(shards.map((folder) => existsSync(folder))).to.deep.equal([true, true]);
    const { status, stdout, stderr } = await bench.run([
      ...['merge', ...shards, '--output', bench.path('merged'), '--json'],
    ]);
    expect(status, stderr).to.equal(0);
    const { counts, cells } = JSON.parse(stdout) as RunDocument;
    expect(counts).to.include({ pass: 2, error: 0 });
    expect(cells).to.have.lengthOf(2);
  });
});
