import { once } from 'node:events';
import { expect } from 'chai';
import type { FindingError } from '../../../src/support/finding.js';
import { KernelLog } from '../../../src/vm/kernel-log.js';
import { Trouble } from '../../../src/vm/trouble.js';

/** What the trouble is that these lines tell. */
async function troubleOf(...lines: string[]): Promise<FindingError> {
  const trouble = new Trouble();
  const log = new KernelLog(trouble);
  const reported = once(trouble.signal, 'abort');
  for (const line of lines) log.add(line);
  await reported;
  return trouble.reason as FindingError;
}

const panic = '[    4.120394] Kernel panic - not syncing: Attempted to kill the idle task!';

describe('KernelLog', () => {
  it('collects complaints, and is no trouble for that', () => {
    const trouble = new Trouble();
    const log = new KernelLog(trouble);
    const complaint = '[    5.1] psci: failed to boot CPU1 (-22)';
    for (const line of ['vmwright: guest ready', complaint, '[    5.2] all is well']) log.add(line);
    expect(log.complaints).to.deep.equal([complaint]);
    expect(log.tail(2)).to.deep.equal([complaint, '[    5.2] all is well']);
    expect(trouble.signal.aborted).to.be.false;
  });

  it('reports a panic with its reason and the lines around it, those that follow included', async () => {
    const { finding, message } = await troubleOf('[    4.1] before', panic, '[    4.2] after');
    expect(finding).to.include({
      kind: 'guest-panic',
      seen: 'Kernel panic - not syncing: Attempted to kill the idle task!',
    });
    expect(finding.evidence).to.deep.equal(['[    4.1] before', panic, '[    4.2] after']);
    expect(message).to.not.contain('vCPU');
  });

  it('names the vCPU that panicked, and keeps it out of the signature', async () => {
    const dump = (cpu: number) => `[    4.1] CPU: ${cpu} PID: 0 Comm: swapper/${cpu} Not tainted 6.1.0`;
    const one = await troubleOf(dump(3), panic);
    const other = await troubleOf(dump(1), panic.replace('4.120394', '17.000001'));
    expect(one.message).to.contain('panicked on vCPU 3: Kernel panic');
    expect(other.message).to.contain('on vCPU 1');
    expect(one.finding.signature).to.equal(other.finding.signature);
  });
});
