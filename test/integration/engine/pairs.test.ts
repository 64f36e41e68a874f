import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { planRun, startRun, type RunEvent } from '../../../src/runner/index.js';
import { versionTables } from '../../../src/report/version-table.js';
import { RunState } from '../../../src/report/run-state.js';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import { needsGuest, testedQemu } from './cells.js';

describe('a run between two QEMUs', function () {
  this.timeout(300_000);
  let folder: string;
  before(function () {
    needsGuest(this);
    folder = mkdtempSync(join(tmpdir(), 'pairs-test-'));
    writeFileSync(
      join(folder, 'moves.yaml'),
      'proves: A VM moves.\nmachine: { vcpus: 2, memory: 256M }\nwith: { via: [unix] }\nsteps:\n' +
        '  - boot\n  - offline: 1\n  - migrate: { via: $via, return-path: on }\n',
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function tableOf(pairs: readonly (readonly [string, string])[], transports?: readonly ['file']) {
    const named = pairs.map(([qemu, destinationQemu], index) => ({
      ...{ qemu, destinationQemu },
      coordinates: { from: 'own', to: `other-${index + 1}` },
    }));
    const plan = await planRun({
      ...{ scenarios: [join(folder, 'moves.yaml')], accelerator: 'tcg', arch: 'aarch64', variants: named },
      ...(transports && { transports }),
    });
    const state = new RunState();
    const run = startRun(plan.cells, { jobs: 2, output: mkdtempSync(join(folder, 'run-')) });
    run.events.subscribe((event: RunEvent) => state.apply(event));
    await run.finished;
    const [table] = versionTables(state);
    return table?.pairs ?? expect.fail('there is no table');
  }

  it('tells one that takes the VM in, one that refuses it and one that crashes on it apart; the source goes on', async () => {
    const own = testedQemu();
    using fewer = FaultyQemu.thatIsMigratedIntoWith(own, 's/^2$/1/');
    using crashes = FaultyQemu.thatSays(own, { status: 'active', kills: 'SIGABRT' });
    const pairs = await tableOf([
      [own, own],
      [own, fewer.path],
      [own, crashes.path],
    ]);
    expect(pairs.map(({ verdict }) => verdict)).to.deep.equal(['moves', 'refused', 'crashed']);
    expect(pairs.map(({ source }) => source)).to.deep.equal([undefined, 'went on', 'went on']);
    for (const { machineType } of pairs) expect(machineType).to.match(/^virt-\d+\.\d+$/);
    expect(pairs[1]?.reason).to.match(/section|cpu|state/);
    expect(pairs[2]?.reason).to.contain('SIGABRT');
  });

  it("names the registers that a destination's vCPUs lack, or have otherwise", async () => {
    const own = testedQemu();
    // QEMU itself says no more than how many there are, or nothing.
    using more = FaultyQemu.thatIsCalledWith(own, 's/^cortex-a72$/max/');
    using differs = FaultyQemu.thatIsCalledWith(own, 's/^cortex-a72$/cortex-a72,pmu=off/');
    const pairs = await tableOf([
      [more.path, own],
      [own, differs.path],
    ]);
    expect(pairs.map(({ verdict }) => verdict)).to.deep.equal(['refused', 'refused']);
    expect(pairs[0]?.reason).to.match(
      /; of the source's system registers it lacks \w+, \w+, .* and \d+ more$/,
    );
    expect(pairs[1]?.reason).to.match(/; it starts with other values of system registers .*ID_DFR0/);
  });

  it('through a file says that the source has ended, and never that it went on', async () => {
    const own = testedQemu();
    using fewer = FaultyQemu.thatIsMigratedIntoWith(own, 's/^2$/1/');
    const [pair] = await tableOf([[own, fewer.path]], ['file']);
    expect(pair).to.include({ verdict: 'refused', source: 'had ended' });
  });
});
