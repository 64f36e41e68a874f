import { writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { Bench } from '../../cli/vmwright.js';
import { preparedLab } from './prepared-lab.js';

/** The seed walk, with as many vCPUs as the lab has processors. */
const seed = `proves: A vCPU that was powered off stays off over a migration, and works afterwards.
because: KVM_SET_MP_STATE
machine: { vcpus: 2 }
steps: [boot, offline: 1, migrate: { via: file }, online: 1, offline: 1, reset]
`;

describe('a scenario on real KVM, in the lab', function () {
  this.timeout(300_000);
  let bench: Bench;

  before(preparedLab());
  beforeEach(() => {
    bench = new Bench();
    writeFileSync(bench.path('seed.yaml'), seed);
  });
  afterEach(() => bench[Symbol.dispose]());

  it('passes on a kernel that keeps the power state of vCPUs', async () => {
    const { status, stdout, stderr } = await bench.run(['run', 'seed.yaml', '--host', 'lab']);
    expect(status, stdout + stderr).to.equal(0);
    expect(stdout).to.include('aarch64 with kvm').and.include('1 passed');
  });

  it('is found wrong on one that does not, with the vCPU', async () => {
    const fault = ['--fault', 'kvm-without-mp-state'];
    const { status, stdout, stderr } = await bench.run(['run', 'seed.yaml', '--host', 'lab', ...fault]);
    expect(status, stdout + stderr).to.equal(1);
    expect(stdout).to.match(/step 3 of 6, migrate via file:\n +during migrate: .*panicked on vCPU 1/);
  });

  it('says which faults there are, and that they are the lab’s', async () => {
    const typo = await bench.run(['run', 'seed.yaml', '--host', 'lab', '--fault', 'kvm-without-mpstate']);
    expect(typo).to.include({ status: 2 });
    expect(typo.stderr).to.include('did you mean kvm-without-mp-state?');
    const here = await bench.run(['run', 'seed.yaml', '--fault', 'kvm-without-mp-state']);
    expect(here).to.include({ status: 2 });
    expect(here.stderr).to.include('--host lab');
  });
});
