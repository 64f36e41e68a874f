import { expect } from 'chai';
import { labelsOf, type NamedQemu } from '../../../src/cli/qemu-labels.js';

const qemu = (word: string, major = 7, minor = 2): NamedQemu => ({
  ...{ word, path: word, version: { major, minor, micro: 1 } },
});

describe('short names of QEMUs', () => {
  it('are names as given, and versions of paths', () => {
    const labels = labelsOf([
      qemu('10.0', 10, 0),
      qemu('mytree'),
      qemu('/opt/q/bin/qemu-system-aarch64', 5, 2),
    ]);
    expect([...labels.values()]).to.deep.equal(['10.0', 'mytree', '5.2']);
  });

  it('tell two builds of one version apart, by what differs in their paths', () => {
    const labels = labelsOf([qemu('/src/qemu/build/q'), qemu('/src/patched/build/q')]);
    expect([...labels.values()]).to.deep.equal(['qemu', 'patched']);
    const nothing = labelsOf([qemu('7.2'), qemu('./q q', 7, 2)]);
    expect(new Set(nothing.values())).to.have.lengthOf(2);
    for (const label of nothing.values()) expect(label).to.match(/^[A-Za-z0-9._+-]+$/);
  });
});
