import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { compare, mailParagraph, type Comparison } from '../../../src/compare/index.js';
import { planRun } from '../../../src/runner/index.js';
import { needsGuest, testedQemu } from '../engine/cells.js';

/** Every second VM that is launched has one vCPU less than asked for, counted in a file: so its witnesses disagree at the boot. */
const flaky = (qemu: string, counter: string) => `#!/bin/sh
case " $* " in *" -kernel "*)
  count=$(($(cat "${counter}") + 1)); echo $count > "${counter}"
  if [ $((count % 2)) -eq 0 ]; then exec "${qemu}" "$@" -smp 1; fi;;
esac
exec "${qemu}" "$@"
`;

describe('a comparison of two QEMUs', function () {
  this.timeout(300_000);
  let folder: string;
  before(function () {
    needsGuest(this);
    folder = mkdtempSync(join(tmpdir(), 'compare-test-'));
    writeFileSync(
      join(folder, 'boots.yaml'),
      'proves: A VM boots.\nmachine: { vcpus: 2, memory: 256M }\nsteps:\n  - boot\n',
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function compared(base: string, head: string, rounds: number): Promise<Comparison> {
    const side = (qemu: string, name: string) => ({ qemu, coordinates: { side: name } });
    const plan = await planRun({
      ...{ scenarios: [join(folder, 'boots.yaml')], accelerator: 'tcg', arch: 'aarch64' },
      variants: [side(base, 'base'), side(head, 'head')],
    });
    return await compare(plan, {
      ...{ jobs: 2, output: mkdtempSync(join(folder, 'out-')), confidence: 0.95, margin: 0.2 },
      ...{
        rounds: { atLeast: rounds, atMost: rounds },
        begins: () => undefined,
        progress: () => undefined,
        signal: new AbortController().signal,
      },
    });
  }

  it('has honest numbers of one that fails every second time, and claims nothing of so few', async () => {
    const counter = join(folder, 'counter');
    writeFileSync(counter, '0');
    const head = join(folder, 'flaky');
    writeFileSync(head, flaky(testedQemu(), counter));
    chmodSync(head, 0o755);
    const comparison = await compared(testedQemu(), head, 4);
    expect(readFileSync(counter, 'utf8').trim()).to.equal('4');
    const [cell] = comparison.cells;
    expect(cell).to.deep.include({
      ...{
        name: 'boots',
        verdict: 'unclear',
        base: { failures: 0, runs: 4 },
        head: { failures: 2, runs: 4 },
      },
    });
    // Fisher's p by SciPy, of which times get their part.
    expect(cell?.p).to.be.closeTo(0.428571 / 0.95, 1e-6);
    expect(cell?.signatures.head[0]).to.contain('state-mismatch after boot');
    const mail = mailParagraph(comparison, { base: 'A', head: 'B', where: 'here' });
    expect(mail).to.contain('boots fails 0 of 4 times on base and 2 of 4 on head');
  });
});
