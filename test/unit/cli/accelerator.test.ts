import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { chooseAccelerator } from '../../../src/cli/accelerator.js';
import type { Host } from '../../../src/host/index.js';

/** A host on which KVM opens, and what is remembered of one of its QEMUs: a guest runs on it. */
const host = {
  name: 'arm',
  facts: () => Promise.resolve({ architecture: 'aarch64', kvm: 'opens', bootId: 'boot' }),
  files: { stat: () => Promise.resolve({ kind: 'file', modified: 1, isExecutable: true }) },
} as unknown as Host;
const good = '/opt/good/qemu-system-aarch64';
const other = '/opt/other/qemu-system-aarch64';

describe('the accelerator for two QEMUs on one host', () => {
  let cache: string;
  let before: string | undefined;
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), 'accelerator-test-'));
    before = process.env['VMWRIGHT_CACHE'];
    process.env['VMWRIGHT_CACHE'] = cache;
    // Without an image: the circumstances end with nothing, and no other QEMU can be tried.
    const known = { circumstances: `boot ${good} 1 `, trial: { outcome: 'works', ms: 1 } };
    writeFileSync(join(cache, 'kvm-aarch64-arm.json'), JSON.stringify(known));
  });
  afterEach(() => {
    if (before === undefined) delete process.env['VMWRIGHT_CACHE'];
    else process.env['VMWRIGHT_CACHE'] = before;
    rmSync(cache, { recursive: true });
  });

  const chosen = (...qemus: string[]) =>
    chooseAccelerator(
      'auto',
      'aarch64',
      qemus.map((qemu) => ({ host, qemu })),
      new AbortController().signal,
    );

  it('is KVM where a guest runs on it with both, and TCG for both where it does not with one', async () => {
    expect(await chosen(good, good)).to.equal('kvm');
    expect(await chosen(good, other)).to.equal('tcg');
  });
});
