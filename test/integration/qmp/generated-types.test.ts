import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { askSchema } from '../../../src/qmp/schema/ask.js';
import { merge } from '../../../src/qmp/schema/merge.js';
import { print } from '../../../src/qmp/schema/print.js';
import { QEMU } from './bare-qemu.js';

const GENERATED = new URL('../../../src/qmp/generated/', import.meta.url);

describe('The generated QMP types', () => {
  it('come out the same when the same QEMU is asked twice', async () => {
    const [first, second] = [await askSchema(QEMU), await askSchema(QEMU)];
    expect([...print(merge([first]))]).to.deep.equal([...print(merge([second]))]);
  });

  it('know every command and event of the installed QEMU', async () => {
    const { infos } = await askSchema(QEMU);
    const known =
      (await readFile(new URL('commands.ts', GENERATED), 'utf8')) +
      (await readFile(new URL('events.ts', GENERATED), 'utf8'));
    const names = infos.filter((info) => /^(command|event)$/.test(info['meta-type'])).map(({ name }) => name);
    const missing = names.filter((name) => !new RegExp(`^ {2}'?${name}'?: `, 'm').test(known));
    expect(names).to.have.length.above(200);
    expect(missing).to.deep.equal([]);
  });

  it('hold no path, and no date', async () => {
    for (const file of ['commands.ts', 'events.ts', 'types.ts']) {
      const text = await readFile(new URL(file, GENERATED), 'utf8');
      expect(text.slice(0, 1000)).not.to.match(/\/(usr|opt|home|root|tmp)\/|\d{4}-\d\d-\d\d/);
    }
  });
});
