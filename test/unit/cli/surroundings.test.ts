import { expect } from 'chai';
import { surroundings } from '../../../src/cli/surroundings.js';
import { localHost, type Host } from '../../../src/host/index.js';
import type { LabInUse } from '../../../src/lab/index.js';
import { UsageError } from '../../../src/support/errors.js';

const there = { name: 'the lab' } as Host;
const path = (name: string) => `/qemu/${name}/bin/qemu-system-aarch64`;
const lab = {
  facts: {
    qemus: [
      { name: '7.2', version: '1:7.2+dfsg-7+deb12u18', path: path('7.2') },
      { name: '10.0', version: '1:10.0.13+ds-0+deb13u1', path: path('10.0') },
    ],
  },
} as unknown as LabInUse;
const labs = new Map([[there, lab]]);
const { signal } = new AbortController();

function of(
  [source, destination]: readonly [Host, Host],
  options: Partial<Parameters<typeof surroundings>[1]>,
) {
  const isLab = source === there || destination === there;
  const hosts = {
    ...{ source, destination, labs: isLab ? labs : new Map<Host, LabInUse>() },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  return surroundings(hosts, { accel: 'auto', ...options }, signal);
}

describe('the surroundings of a run', () => {
  it('in the lab are its KVM, and its QEMUs by their versions', async () => {
    const all = await of([there, there], { qemu: '10.0' });
    expect(all).to.deep.include({ arch: 'aarch64', accelerator: 'kvm', qemu: path('10.0') });
    expect(all.append).to.include('mitigations=off');
  });

  it('have a version in the lab where that is the destination alone, and the fault there', async () => {
    const options = { qemu: '7.2', dstQemu: '10', fault: 'kvm-forgets-timer' };
    const { qemu, destinationQemu, arch } = await of([localHost, there], options);
    expect(qemu).to.equal('7.2');
    expect(destinationQemu).to.equal('/qemu/10.0/faults/kvm-forgets-timer/qemu-system-aarch64');
    expect(arch).to.equal('aarch64');
  });

  it('have the same word mean a QEMU of each host', async () => {
    const { qemu, destinationQemu } = await of([there, localHost], { qemu: '7.2' });
    expect([qemu, destinationQemu]).to.deep.equal([path('7.2'), '7.2']);
  });

  it('are refused: a fault in the KVM of a lab without one', async () => {
    const options = { fault: 'kvm-forgets-timer' };
    const error = await of([localHost, localHost], options).catch((caught: unknown) => caught);
    expect(error)
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.matches(/give --host lab/);
  });
});
