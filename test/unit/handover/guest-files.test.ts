import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { guestFiles } from '../../../src/handover/script/guest-files.js';

describe("the shell on the guest's console", () => {
  it('waits for the processes that switch vCPUs alone: what looks at the guest is a child of the same shell, and stays', () => {
    const script = [
      guestFiles['/reproduce/toggle.sh']?.text,
      'taskset() { :; }',
      'sleep 60 & stays=$!',
      // There is no such CPU here.
      'toggle 1 "0 1" 99999 2>/dev/null; kill $stays && echo "said $?"',
    ].join('\n');
    const { stdout, signal } = spawnSync('sh', { input: script, encoding: 'utf8', timeout: 10_000 });
    expect(signal).to.equal(null);
    expect(stdout).to.equal('said 0\n');
  });
});
