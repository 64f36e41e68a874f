import { expect } from 'chai';
import { GuestClock } from '../../../src/witnesses/guest-clock.js';

describe('GuestClock', () => {
  it('accepts a guest that keeps pace, and one that was paused or starved', () => {
    const clock = new GuestClock();
    expect(clock.read(1, 1_000, 1_500)).to.equal('in step with the host');
    expect(clock.read(1, 2_000, 60_000)).to.equal('in step with the host');
  });

  it('tells a clock that went back within one boot', () => {
    const clock = new GuestClock();
    clock.read(1, 5_000, 5_500);
    expect(clock.read(1, 3_000, 6_000)).to.equal('went back by 2 s');
  });

  it('tells a clock that is ahead of the time since its boot', () => {
    expect(new GuestClock().read(1, 3_605_000, 5_000)).to.equal('ahead of the host by 3600 s');
  });

  it('begins anew with every boot', () => {
    const clock = new GuestClock();
    clock.read(1, 50_000, 51_000);
    expect(clock.read(2, 1_000, 2_000)).to.equal('in step with the host');
  });

  it('tells a boot that should be new and carries the old uptime on', () => {
    const clock = new GuestClock();
    clock.read(1, 50_000, 51_000);
    expect(clock.read(2, 53_000, 2_500)).to.equal('ahead of the host by 50.5 s');
  });
});
