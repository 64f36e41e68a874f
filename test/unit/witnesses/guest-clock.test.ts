import { expect } from 'chai';
import { GuestClock, type ClockReading } from '../../../src/witnesses/guest-clock.js';

const inStep = 'in step with the host';

/** A look at a guest that booted when the host's clock was at 0; the answer takes 100 ms. */
function looked(uptimeMs: number, askedAt: number, more: Partial<ClockReading> = {}): ClockReading {
  return { boot: 1, uptimeMs, askedAt, answeredAt: askedAt + 100, pausedMs: 0, ...more };
}

describe('GuestClock', () => {
  function read(...readings: ClockReading[]): string {
    const clock = new GuestClock();
    return readings.map((reading) => clock.read(reading, reading.answeredAt)).at(-1) ?? '';
  }

  it('accepts a guest that keeps pace', () => {
    expect(read(looked(1_000, 1_500))).to.equal(inStep);
    expect(read(looked(1_000, 1_500), looked(3_050, 3_500), looked(60_900, 61_500))).to.equal(inStep);
  });

  it('accepts a clock that stood still while the VM was paused, and no other one', () => {
    const before = looked(1_000, 1_500);
    expect(read(before, looked(2_000, 32_500, { pausedMs: 30_000 }))).to.equal(inStep);
    expect(read(before, looked(2_000, 32_500))).to.match(/^behind the host by 29\.. s in 31 s$/);
    expect(read(before, looked(32_000, 32_500, { pausedMs: 30_000 }))).to.match(/^ahead of the host by/);
  });

  it('tells a clock that went back within one boot', () => {
    expect(read(looked(5_000, 5_500), looked(3_000, 6_000))).to.equal('went back by 2 s');
  });

  it('tells a clock that stands still, that jumped, and that goes at another rate', () => {
    expect(read(looked(5_000, 5_500), looked(5_000, 9_500))).to.match(/^behind the host by 3\.\d s in 4 s$/);
    expect(read(looked(5_000, 5_500), looked(12_000, 9_500))).to.match(/^ahead of the host by/);
    expect(read(looked(5_000, 5_500), looked(11_000, 8_500))).to.match(/^ahead of the host by/);
  });

  it('tells a rate that is a little wrong, once enough time has passed', () => {
    const clock = new GuestClock();
    const said = Array.from({ length: 60 }, (_, second) =>
      clock.read(looked(1_000 + second * 900, 1_500 + second * 1_000), 1_600 + second * 1_000),
    );
    expect(said[2]).to.equal(inStep);
    expect(said.at(-1)).to.match(/^behind the host by/);
  });

  it('does not blame the guest for an answer that took long', () => {
    expect(read(looked(1_000, 1_500), looked(2_000, 2_400, { answeredAt: 40_000 }))).to.equal(inStep);
    expect(read(looked(1_000, 1_500), looked(39_000, 2_400, { answeredAt: 40_000 }))).to.equal(inStep);
  });

  it('tells a clock that is ahead of the time since its boot', () => {
    expect(new GuestClock().read(looked(3_605_000, 4_900), 5_000)).to.equal('ahead of the host by 3600 s');
  });

  it('begins anew with every boot, and tells one that carries the old uptime on', () => {
    const clock = new GuestClock();
    clock.read(looked(50_000, 51_000), 51_100);
    expect(clock.read(looked(1_000, 53_000, { boot: 2 }), 2_000)).to.equal(inStep);
    expect(clock.read(looked(56_000, 55_500, { boot: 3 }), 2_500)).to.equal('ahead of the host by 53.5 s');
  });
});
