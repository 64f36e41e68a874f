import { expect } from 'chai';
import { faultNamed, faults } from '../../../src/faults/index.js';
import { localHost, type Host } from '../../../src/host/index.js';
import {
  boot,
  migrate,
  migrateInVain,
  migrateOptions,
  reset,
  type Step,
  type Walk,
} from '../../../src/model/index.js';
import { unfitForAccelerator } from '../../../src/runner/unfit-for-accelerator.js';
import { unfitForFault } from '../../../src/runner/unfit-for-fault.js';
import { unfitForHosts } from '../../../src/runner/unfit-for-hosts.js';

const shape = { arch: 'aarch64', vcpus: 2, ramMib: 64 } as const;

const start: Step = { operation: boot, parameters: undefined };
const once: Step = { operation: reset, parameters: { times: 1 } };
const via = (way: string): Step => ({ operation: migrate, parameters: migrateOptions.parse({ via: way }) });
const inVain: Step = {
  operation: migrateInVain,
  parameters: migrateInVain.parameters(shape).parse({ via: 'fd', because: 'cancelled', at: 'active' }),
};
const walkOf = (...steps: Step[]): Walk => ({ shape, steps: [start, ...steps] });

describe('A fault between vmwright and the monitor', () => {
  const ignored = faultNamed('reset-ignored');

  it('is not planted where an open descriptor is handed to QEMU, in whichever step', () => {
    for (const steps of [
      [via('fd'), once],
      [once, via('fdset')],
      [inVain, once],
      [{ ...once, meanwhile: [via('fd')] }],
    ])
      expect(unfitForFault(ignored, walkOf(...steps))).to.equal(
        "the fault reset-ignored cannot be planted: it stands between vmwright and QEMU's monitor, where no open descriptor (via fd, fdset) gets through",
      );
  });

  it('is planted where a VM goes any other way', () => {
    for (const way of ['file', 'file-uri', 'unix', 'tcp', 'pipe'])
      expect(unfitForFault(ignored, walkOf(via(way), once)), way).to.equal(undefined);
  });

  it('tells first what the fault itself lacks', () => {
    expect(unfitForFault(ignored, walkOf(via('fd')))).to.contain('it has no step reset');
    expect(unfitForFault(faultNamed('page-zeroed'), walkOf(via('fdset')))).to.contain('through a file');
  });
});

describe('Faults that need nothing of the monitor', () => {
  it("do not mind an open descriptor, as a lab's, or none at all", () => {
    const kvm = [...faults.values()].find(({ place }) => place === 'kvm');
    expect(kvm).not.to.equal(undefined);
    expect(unfitForFault(kvm, walkOf(via('fd')))).to.equal(undefined);
    expect(unfitForFault(undefined, walkOf(via('fd')))).to.equal(undefined);
  });
});

describe('A walk between hosts', () => {
  const another = { name: 'another' } as Host;

  it('hands no open descriptor to a QEMU elsewhere', () => {
    const far = { host: another, other: undefined };
    expect(unfitForHosts(far, walkOf(via('fdset')))).to.contain('an open descriptor');
    expect(unfitForHosts(far, walkOf(via('unix')))).to.equal(undefined);
    expect(unfitForHosts({ host: localHost, other: undefined }, walkOf(via('fd')))).to.equal(undefined);
  });

  it('goes by nothing that stays on one host', () => {
    const between = { host: localHost, other: { host: another } };
    expect(unfitForHosts(between, walkOf(via('unix')))).to.equal('a unix socket reaches no other host');
    expect(unfitForHosts(between, walkOf(via('fd')))).to.contain('an open descriptor');
    expect(unfitForHosts(between, walkOf(via('tcp')))).to.equal(undefined);
  });
});

describe('A destination with another CPU', () => {
  it('is nothing that KVM could make, in whichever step', () => {
    const another: Step = {
      operation: migrateInVain,
      parameters: migrateInVain.parameters(shape).parse({ via: 'unix', because: 'other-cpu-model' }),
    };
    for (const steps of [[another], [{ ...once, meanwhile: [another] }]]) {
      expect(unfitForAccelerator('kvm', walkOf(...steps))).to.contain("the host's own model");
      expect(unfitForAccelerator('tcg', walkOf(...steps))).to.equal(undefined);
    }
    expect(unfitForAccelerator('kvm', walkOf(inVain))).to.equal(undefined);
  });
});
