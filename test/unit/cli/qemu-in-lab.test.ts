import { expect } from 'chai';
import { qemuInLab, wantedQemuInLab } from '../../../src/cli/qemu-in-lab.js';
import { UsageError } from '../../../src/support/errors.js';

const path = (name: string) => `/qemu/${name}/bin/qemu-system-aarch64`;
const qemus = [
  { name: '7.2', version: '1:7.2+dfsg-7+deb12u18', path: path('7.2') },
  { name: '10.0', version: '1:10.0.13+ds-0+deb13u1', path: path('10.0') },
];

describe('a QEMU in the lab', () => {
  for (const [word, found] of [
    [undefined, path('7.2')],
    ['7.2', path('7.2')],
    ['10', path('10.0')],
    ['10.0.13', path('10.0')],
    ['10.0.1', undefined],
    ['1', undefined],
    ['11.1', undefined],
    ['/opt/qemu', '/opt/qemu'],
  ] as const) {
    it(`is meant by ${word ?? 'nothing'}: ${found ?? 'none'}`, () => {
      expect(qemuInLab(qemus, word)).to.equal(found);
    });
  }

  it('that is wanted and is not there is told with those that are', () => {
    expect(() => wantedQemuInLab(qemus, '11.1', undefined)).to.throw(
      UsageError,
      /no QEMU 11\.1; it has 7\.2, 10\.0/,
    );
  });

  it('has its faults beside it', () => {
    expect(wantedQemuInLab(qemus, '10.0', 'kvm-ignores-set-mp-state')).to.equal(
      '/qemu/10.0/faults/kvm-ignores-set-mp-state/qemu-system-aarch64',
    );
  });

  it('has none where it is another: a fault that is not planted would look like none', () => {
    expect(() => wantedQemuInLab(qemus, '/opt/qemu', 'kvm-ignores-set-mp-state')).to.throw(
      UsageError,
      /no fault can be planted in \/opt\/qemu/,
    );
  });
});
