import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadScenario } from '../../../src/scenario/index.js';
import { UsageError } from '../../../src/support/errors.js';
import { modelOperations } from '../../helpers/model-operations.js';

describe('loadScenario', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vmwright-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function errorOf(file: string): Promise<string> {
    try {
      await loadScenario(file, modelOperations);
    } catch (error) {
      expect(error).to.be.instanceOf(UsageError);
      return (error as UsageError).message.replaceAll(folder, '');
    }
    throw new Error(`${file} should be refused`);
  }

  async function fileWith(content: string | Uint8Array): Promise<string> {
    const file = join(folder, 'x.yaml');
    await writeFile(file, content);
    return file;
  }

  it('reads a file that begins with a byte order mark', async () => {
    const file = await fileWith('\ufeffproves: A.\r\nmachine: { vcpus: 1 }\r\nsteps: [boot]\r\n');
    expect((await loadScenario(file, modelOperations)).proves).to.equal('A.');
  });

  it('says that there is no such file', async () => {
    expect(await errorOf(join(folder, 'none.yaml'))).to.equal(
      'cannot read the scenario /none.yaml: there is no such file',
    );
  });

  it('says that a folder is one', async () => {
    await mkdir(join(folder, 'x.yaml'));
    expect(await errorOf(join(folder, 'x.yaml'))).to.equal('/x.yaml is a folder, expected a scenario');
  });

  it('does not wait for the other end of a pipe, nor for the end of a device', async () => {
    const pipe = join(folder, 'pipe.yaml');
    execFileSync('mkfifo', [pipe]);
    expect(await errorOf(pipe)).to.equal('/pipe.yaml is not a regular file, expected a scenario');
    expect(await errorOf('/dev/zero')).to.equal('/dev/zero is not a regular file, expected a scenario');
  });

  it('says that a file is not text', async () => {
    expect(await errorOf(await fileWith(Uint8Array.of(0x7f, 0x45, 0xff, 0xfe)))).to.equal(
      '/x.yaml is not a scenario: it is not UTF-8 text',
    );
    expect(await errorOf(await fileWith('a\0b'))).to.equal('/x.yaml is not a scenario: it is not text');
  });

  it('does not read a file that is far too large', async () => {
    expect(await errorOf(await fileWith('#'.repeat(70_000)))).to.equal(
      '/x.yaml is not a scenario: 70000 bytes, and 65536 are the limit',
    );
  });
});
