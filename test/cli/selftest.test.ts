import { writeFileSync } from 'node:fs';
import { expect } from 'chai';
import type { Proved } from '../../src/cli/proved.js';
import { Bench } from './vmwright.js';

const scenario = (catches: string, ...steps: string[]) =>
  [
    'proves: A.',
    'machine: { vcpus: 2 }',
    `catches: [${catches}]`,
    'steps:',
    ...steps.map((one) => `  - ${one}`),
  ].join('\n');

describe('vmwright selftest', function () {
  this.timeout(240_000);
  let bench: Bench;
  beforeEach(() => (bench = new Bench()));
  afterEach(() => bench[Symbol.dispose]());

  it('proves that faults are caught which are planted in the saved VM, at the monitor and in the process', async () => {
    writeFileSync(
      bench.path('caught.yaml'),
      scenario(
        'vcpu-power-state-default, page-zeroed, event-lost-RESUME, killed-at-load',
        ...['boot', 'offline: 1', 'migrate: { via: file }', 'online: 1'],
      ),
    );
    const { status, stdout, stderr } = await bench.run(['selftest', 'caught.yaml', '--json']);
    expect(status, stderr).to.equal(0);
    const { proofs } = JSON.parse(stdout) as { proofs: Proved[] };
    const where = Object.fromEntries(
      proofs.map((one) => [
        one.fault,
        one.is === 'caught' ? [one.planted.step, one.finding.step, one.finding.kind] : one.is,
      ]),
    );
    expect(where).to.deep.equal({
      'vcpu-power-state-default': [2, 3, 'guest-refused'],
      'page-zeroed': [2, 2, 'memory-corruption'],
      'event-lost-RESUME': [2, 2, 'state-mismatch'],
      'killed-at-load': [2, 2, 'qemu-crash'],
    });
    await bench.nothingLeft();
  });

  it('calls a scenario broken that passes in spite of its fault, and tells a fault that was never planted', async () => {
    const walk = ['boot', 'offline: 1', 'migrate: { via: file }'];
    writeFileSync(bench.path('blind.yaml'), scenario('vcpu-power-state-default', ...walk));
    const blind = await bench.run(['selftest', 'blind.yaml']);
    expect(blind.status, blind.stdout + blind.stderr).to.equal(1);
    expect(blind.stdout).to.match(
      /NOT CAUGHT {2}vcpu-power-state-default, in blind .*\n.*step 3: cpu#1\/power_state: off -> on/,
    );

    writeFileSync(
      bench.path('idle.yaml'),
      scenario('vcpu-power-state-default', 'boot', 'migrate: { via: file }'),
    );
    const idle = await bench.run(['selftest', 'idle.yaml']);
    expect(idle.status, idle.stdout + idle.stderr).to.equal(3);
    expect(idle.stdout).to.contain('never planted');
  });

  it('says what cannot be, before anything starts', async () => {
    const typo = await bench.run(['selftest', '--fault', 'page-zerod']);
    expect(typo).to.include({ status: 2 });
    expect(typo.stderr).to.include('did you mean page-zeroed?');
    writeFileSync(bench.path('none.yaml'), 'proves: A.\nmachine: { vcpus: 2 }\nsteps: [boot]\n');
    const none = await bench.run(['selftest', 'none.yaml']);
    expect(none).to.include({ status: 2 });
    expect(none.stderr).to.include('catches:');
  });
});
