import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { holdLock } from '../../../src/debian/lock.js';
import { DeadlineError, EnvironmentError } from '../../../src/support/errors.js';

const wait = { timeoutMs: 30_000 };

describe('the lock between processes', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'vmwright-lock-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('is held by one at a time', async () => {
    const file = join(directory, 'lock');
    const events: string[] = [];
    const first = await holdLock(file, wait);
    const second = holdLock(file, wait).then((lock) => {
      events.push('second has it');
      return lock;
    });
    const late = await holdLock(file, { timeoutMs: 300 }).catch((error: unknown) => error);
    expect(late).to.be.instanceOf(DeadlineError);
    events.push('first lets go');
    await first[Symbol.asyncDispose]();
    await (await second)[Symbol.asyncDispose]();
    expect(events).to.deep.equal(['first lets go', 'second has it']);
  });

  it('is free when its owner was killed', async () => {
    const file = join(directory, 'lock');
    const lockModule = new URL('../../../src/debian/lock.ts', import.meta.url).href;
    const script = `const { holdLock } = await import(${JSON.stringify(lockModule)});
      await holdLock(${JSON.stringify(file)}, { timeoutMs: 30000 });
      console.log('held'); setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(owner.stdout, 'data');
    owner.kill('SIGKILL');
    await using lock = await holdLock(file, wait);
    expect(lock).to.be.an('object');
  });

  it('says why it cannot be had', async () => {
    const error = await holdLock(join(directory, 'no', 'such', 'folder'), wait).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(EnvironmentError).with.property('message').that.includes('No such file');
  });
});
