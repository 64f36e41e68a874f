import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { LabFacts, LabSpec } from '../../../src/lab/lab-spec.js';
import { shortName } from '../../../src/lab/qemu-disk.js';
import { SavedState } from '../../../src/lab/saved-state.js';
import {
  makeStateFolder,
  processStart,
  readLabState,
  writeLabState,
  type LabState,
} from '../../../src/lab/state-file.js';
import { differences } from '../../../src/lab/up.js';

const seven = { name: '7.2', version: '1:7.2+dfsg-7', path: '/qemu/7.2/bin/qemu-system-aarch64' };
const ten = { name: '10.0', version: '1:10.0.13+ds-0', path: '/qemu/10.0/bin/qemu-system-aarch64' };
const facts: LabFacts = {
  kernel: 'Linux 6.1.192-2 of Debian bookworm',
  imageId: 'debian-6.1.192-2-0123456789ab',
  qemus: [seven, ten],
  vcpus: 2,
  memoryMib: 2048,
  outerQemu: '/usr/bin/qemu-system-aarch64',
};

describe('a lab that is up', () => {
  let cache: string;

  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'vmwright-lab-'));
  });
  afterEach(() => rmSync(cache, { recursive: true, force: true }));

  it('is the one that is asked for when it has at least its QEMUs, and is the same in all else', () => {
    expect(differences(facts, facts)).to.deep.equal([]);
    expect(differences(facts, { ...facts, qemus: [ten] })).to.deep.equal([]);
    expect(differences({ ...facts, qemus: [ten] }, facts)).to.deep.equal(['set of QEMUs']);
    expect(differences(facts, { ...facts, imageId: 'own-0123', vcpus: 4 })).to.deep.equal([
      'kernel or image',
      'number of vCPUs',
    ]);
  });

  it('is known by a file, which does not count when its process is another one by now', async () => {
    const startedAt = processStart(process.pid) ?? '';
    const state: LabState = {
      supervisor: { pid: process.pid, startedAt },
      qemuPid: 1,
      sshPort: 1234,
      upSince: 0,
      from: 'boot',
      facts,
    };
    expect(readLabState(cache)).to.equal(undefined);
    await makeStateFolder(cache);
    await writeLabState(cache, state);
    expect(readLabState(cache)).to.deep.equal(state);
    await writeLabState(cache, { ...state, supervisor: { pid: process.pid, startedAt: `${startedAt}1` } });
    expect(readLabState(cache)).to.equal(undefined);
    await writeLabState(cache, { ...state, supervisor: { pid: 2 ** 22 + 1, startedAt } });
    expect(readLabState(cache)).to.equal(undefined);
  });

  it("has QEMUs by their versions' first two numbers", () => {
    expect(shortName('1:7.2+dfsg-7+deb12u18+b3')).to.equal('7.2');
    expect(shortName('1:10.0.13+ds-0+deb13u1')).to.equal('10.0');
  });

  it('leaves a state once it is whole, and keeps those used last', async () => {
    const image = { kernelFile: process.execPath, initrd: process.execPath };
    const spec = { cache, image, disks: [], vcpus: 2, memoryMib: 2048, outerQemu: process.execPath };
    const first = new SavedState(spec as unknown as LabSpec);
    expect(first.exists).to.equal(false);
    const failure = new Error('no space');
    const failing = (file: string) => {
      writeFileSync(`${file}.part`, 'half');
      return Promise.reject(failure);
    };
    expect(await first.keep(failing).catch((error: unknown) => error)).to.equal(failure);
    expect(readdirSync(join(cache, 'lab', 'saved'))).to.deep.equal([]);
    for (let vcpus = 2; vcpus < 12; vcpus++) {
      const saved = new SavedState({ ...spec, vcpus } as unknown as LabSpec);
      await saved.keep((file) => writeFile(file, 'state'));
      utimesSync(saved.file, vcpus, vcpus);
    }
    expect(readdirSync(join(cache, 'lab', 'saved'))).to.have.length(6);
    expect(first.exists).to.equal(false);
  });
});
