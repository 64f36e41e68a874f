import { expect } from 'chai';
import { matrixOf, type MatrixSurroundings } from '../../../src/cli/matrix.js';
import { localHost } from '../../../src/host/index.js';
import type { QemuProbe } from '../../../src/qemu/index.js';

const { signal } = new AbortController();
const none = { qemu: [], pair: [], machine: [], cpu: [], kernel: [], transport: [], accel: [] };

/** Where each path is a QEMU of its own version, and says so to this place alone. */
function place(versions: Readonly<Record<string, number>>): MatrixSurroundings {
  return {
    ...{ arch: 'aarch64', source: localHost, destination: localHost },
    qemuOf: (word) => word,
    probe: (path) =>
      Promise.resolve({ path, version: { major: versions[path], minor: 2 } } as unknown as QemuProbe),
    acceleratorOf: () => 'tcg',
  };
}

describe('A matrix', () => {
  // Whatever can be executed: what it is, only the place says.
  const [one, other] = [process.execPath, '/bin/sh'];

  it('names QEMUs by what they say where they are, as a lab that knows them already', async () => {
    const { variants } = await matrixOf(
      { ...none, qemu: [one, other] },
      place({ [one]: 7, [other]: 10 }),
      signal,
    );
    expect(variants.map(({ qemu, coordinates }) => [qemu, coordinates])).to.deep.equal([
      [one, { qemu: '7.2' }],
      [other, { qemu: '10.2' }],
    ]);
  });

  it('asks no QEMU that stands alone: it needs no name', async () => {
    const { variants, hasPairs } = await matrixOf(
      { ...none, qemu: [one], cpu: ['max', 'cortex-a72'] },
      { ...place({}), probe: () => Promise.reject(new Error('asked')) },
      signal,
    );
    expect(hasPairs).to.equal(false);
    expect(variants.map(({ coordinates }) => coordinates)).to.deep.equal([
      { cpu: 'max' },
      { cpu: 'cortex-a72' },
    ]);
  });
});
