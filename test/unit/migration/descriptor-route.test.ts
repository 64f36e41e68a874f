import { expect } from 'chai';
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { descriptorRoute } from '../../../src/migration/index.js';
import type { QmpClient } from '../../../src/qmp/index.js';

describe('A migration by descriptors', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'vmwright-descriptors-'))));
  afterEach(() => rmSync(directory, { recursive: true }));
  const wait = { timeoutMs: 5000, signal: undefined };

  const openSockets = () =>
    readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:') ? [fd] : [];
      } catch {
        return [];
      }
    });

  it('that fails before the source has its end leaves no connection once the destination has ended', async () => {
    let die: () => void = () => undefined;
    const died = new Promise<void>((resolve) => (die = resolve));
    const before = openSockets();
    const route = descriptorRoute({ directory, died });
    // It takes the descriptor along; which QEMU has it does not matter here.
    const qmp = { execute: () => Promise.resolve({}) } as unknown as QmpClient;
    await route.receive(qmp, wait);
    expect(openSockets(), 'the end that the source is to get').to.have.length(before.length + 1);
    die();
    while (openSockets().length > before.length) await setImmediate();
  });
});
