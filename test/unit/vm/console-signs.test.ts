import { expect } from 'chai';
import { consoleSign, stableMessage } from '../../../src/vm/console-signs.js';

describe('consoleSign', () => {
  const complaints = [
    '[    5.123456] psci: failed to boot CPU1 (-22)',
    '[    6.1] CPU1: failed to come online',
    '[    6.1] kernel BUG at arch/arm64/kernel/smp.c:361!',
    '[   12.0] Internal error: Oops - BUG: 00000000f2000800 [#1] SMP',
    '[    9.9] BUG: scheduling while atomic: swapper/1/0/0x00000002',
    '[    9.9] WARNING: CPU: 3 PID: 1 at kernel/time/timer.c:1 x+0x1/0x2',
    '[    9.9] Unable to handle kernel NULL pointer dereference at virtual address 0000000000000008',
    '[    3.1] sh[123]: unhandled exception: DABT (lower EL), ESR 0x92000004, level 0 translation fault',
  ];
  for (const line of complaints) {
    it(`takes for a complaint: ${line}`, () => expect(consoleSign(line)).to.equal('complaint'));
  }

  it('knows a panic', () => {
    const line = '[    7.0] Kernel panic - not syncing: Attempted to kill the idle task!';
    expect(consoleSign(line)).to.equal('panic');
  });

  const healthy = [
    'vmwright: guest ready',
    '[    0.2] CPU1: Booted secondary processor 0x0000000001 [0x410fd083]',
    '[    3.0] psci: CPU3 killed (polled 0 ms)',
    '[   40.0] watchdog: BUG: soft lockup - CPU#2 stuck for 26s! [sh:88]',
    '[   30.0] rcu: INFO: rcu_sched self-detected stall on CPU',
  ];
  for (const line of healthy) {
    it(`lets pass: ${line}`, () => expect(consoleSign(line)).to.equal(undefined));
  }
});

describe('stableMessage', () => {
  it('is equal for two sightings of the same message', () => {
    const one = '[    5.123456] psci: failed to boot CPU1 (-22)';
    const other = '[   15.000001][    T1] psci: failed to boot CPU3 (-22)';
    expect(stableMessage(one)).to.equal(stableMessage(other));
  });

  it('keeps what the message is about', () => {
    expect(stableMessage('[ 1.0] kernel BUG at arch/arm64/kernel/smp.c:361!')).to.contain('smp.c');
  });
});
