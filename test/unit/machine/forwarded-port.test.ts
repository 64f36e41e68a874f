import { expect } from 'chai';
import { forwardedPort } from '../../../src/machine/forwarded-port.js';

describe('forwardedPort', () => {
  const table = [
    'Hub -1 (net0):',
    '  Protocol[State]    FD  Source Address  Port   Dest. Address  Port RecvQ SendQ',
    '  TCP[ESTABLISHED]   31       127.0.0.1 50000       10.0.2.15    22     0     0',
    '  TCP[HOST_FORWARD]  29       127.0.0.1 33333       10.0.2.15    80     0     0',
    '  TCP[HOST_FORWARD]  30       127.0.0.1 41733       10.0.2.15    22     0     0',
    '  UDP[236 sec]       20       10.0.2.15 40000         8.8.8.8    53     0     0',
    '',
  ];

  it('finds the port that leads to the guest, not a connection through it', () => {
    expect(forwardedPort(table.join('\r\n'), 22)).to.equal(41733);
    expect(forwardedPort(table.join('\n'), 80)).to.equal(33333);
  });

  it('finds none where none is', () => {
    expect(forwardedPort(table.join('\n'), 443)).to.equal(undefined);
    expect(forwardedPort('', 22)).to.equal(undefined);
  });
});
