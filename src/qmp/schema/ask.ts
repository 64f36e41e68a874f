import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { CleanUp } from '../../support/clean-up.js';
import { QmpClient } from '../client.js';
import type { Schema, SchemaInfo } from './introspection.js';

/**
 * Runs a QEMU without a machine and asks it for its schema.
 *
 * @param version - how to call its version; by default what it says of itself
 */
export async function askSchema(qemu: string, version?: string): Promise<Schema> {
  await using cleanUp = new CleanUp();
  const child = spawn(qemu, ['-M', 'none', '-display', 'none', '-nodefaults', '-qmp', 'stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  cleanUp.defer(async () => {
    child.kill('SIGKILL');
    await exited.catch(() => undefined);
  });
  const stdio = Duplex.from({ writable: child.stdin, readable: child.stdout });
  const client = cleanUp.use(
    await Promise.race([QmpClient.over(stdio, { name: qemu }), failed(exited, qemu)]),
  );
  const { major, minor } = client.greeting.version.qemu;
  const { arch } = await client.execute('query-target');
  const infos = await client.execute('query-qmp-schema');
  return { version: version ?? `${major}.${minor}`, target: arch, infos: infos as readonly SchemaInfo[] };
}

/** `exited` rejects when the program could not be started, and the pipes to it then stay silent. */
async function failed(exited: Promise<unknown>, qemu: string): Promise<never> {
  await exited;
  throw new Error(`${qemu} ended before it told its schema`);
}
