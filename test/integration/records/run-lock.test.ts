import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { holderOf, holdRun } from '../../../src/records/index.js';
import { CleanUp } from '../../../src/support/clean-up.js';
import { until } from '../../../src/support/deadline.js';
import { EnvironmentError } from '../../../src/support/errors.js';

describe("the lock on a run's folder", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vmwright-lock-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps a second one out, and says who is in', async () => {
    expect(holderOf(folder)).to.equal(undefined);
    {
      await using first = new CleanUp();
      first.use(await holdRun(folder));
      expect(holderOf(folder)).to.match(new RegExp(`^process ${process.pid} on `));
      const refusal = await holdRun(folder).catch((error: unknown) => error);
      expect(refusal).to.be.instanceOf(EnvironmentError);
      expect((refusal as Error).message).to.match(
        /another vmwright is at work in .*: process \d+ on .*, since 20/,
      );
    }
    expect(holderOf(folder)).to.equal(undefined);
    const second = await holdRun(folder);
    await second[Symbol.asyncDispose]();
  });

  it('goes with its owner, when that is killed', async () => {
    const lock = new URL('../../../src/records/run-lock.ts', import.meta.url).href;
    const script = `const { holdRun } = await import(${JSON.stringify(lock)}); await holdRun(${JSON.stringify(folder)}); console.log('held')`;
    const owner = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script]);
    await once(owner.stdout, 'data');
    expect(holderOf(folder)).to.match(new RegExp(`^process ${owner.pid ?? ''} `));
    owner.kill('SIGKILL');
    await until(
      'the lock to be free',
      { timeoutMs: 10_000 },
      () => holderOf(folder) === undefined || undefined,
    );
    const mine = await holdRun(folder);
    await mine[Symbol.asyncDispose]();
  });
});
