import { expect } from 'chai';
import { readSight, strayed } from '../../../src/guest/sight.js';
import { knownSum } from '../../../src/guest/known-sum.js';

const sum = knownSum(200);
const state = [
  ...['uptime 3.22', 'online 0-1', 'offline 2', 'present 0-1', 'possible 0-2', 'boot_id 241d', 'tainted 0'],
  ...['log 4 something is odd', 'interrupts 0:10:5 1:20:7', 'state complete'],
];
const worked = (cpu: number, on = cpu) => [
  `cpu ${cpu} runs ${on}`,
  `cpu ${cpu} computes ${sum}`,
  `cpu ${cpu} timer ${on}`,
];

describe('what a look at a guest printed', () => {
  it('is read whole', () => {
    const sight = readSight([...state, ...worked(0), ...worked(1), 'interrupts 0:11:6 1:20:8'], [0, 1]);
    expect(sight).to.deep.include({
      ...{
        online: [0, 1],
        offline: [2],
        present: [0, 1],
        possible: [0, 1, 2],
        bootId: '241d',
        uptimeMs: 3220,
      },
      log: [{ level: 4, text: 'something is odd' }],
      changedFiles: undefined,
    });
    const healthy = { runs: true, computes: true, wakes: true, timerInterrupts: true, isInterrupted: true };
    expect(sight.cpus.get(0)).to.deep.equal(healthy);
    expect(sight.cpus.get(1)).to.deep.equal({ ...healthy, timerInterrupts: false });
  });

  it('is read up to where it got stuck, and nothing is said of what was not counted', () => {
    const { cpus } = readSight([...state, 'cpu 1 runs 1', ...worked(0)], [0, 1]);
    expect(cpus.get(0)).to.include({ wakes: true, timerInterrupts: undefined, isInterrupted: undefined });
    expect(cpus.get(1)).to.include({ runs: true, computes: false, wakes: false });
  });

  it('says nothing of a CPU that is offline, and of interrupts that were not told', () => {
    const { cpus } = readSight([...state, 'cpu 1 offline', ...worked(0), 'interrupts'], [0, 1]);
    expect([...cpus.keys()]).to.deep.equal([0]);
    expect(cpus.get(0)?.timerInterrupts).to.equal(undefined);
  });

  it('holds a wrong sum and another CPU against a CPU', () => {
    const lines = [...state, ...worked(0, 1), 'cpu 1 runs 1', 'cpu 1 computes 2877.306601', 'cpu 1 timer 1'];
    const { cpus } = readSight(lines, [0, 1]);
    expect(cpus.get(0)).to.include({ runs: false, wakes: false, computes: true });
    expect(cpus.get(1)).to.include({ runs: true, computes: false });
    expect(strayed(lines, [0, 1])).to.deep.equal([0]);
  });

  it('names the files that changed', () => {
    const compared = ['file /lib/libc.so.6: OK', 'file /bin/busybox: FAILED', 'files compared'];
    expect(readSight([...state, ...compared], []).changedFiles).to.deep.equal(['/bin/busybox']);
  });

  it('is a finding when it is not what every healthy guest prints', () => {
    expect(() => readSight(state.slice(1), [])).to.throw('did not say its uptime');
  });
});
