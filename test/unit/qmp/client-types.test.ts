import type { QmpClient } from '../../../src/qmp/index.js';

function use(...values: unknown[]): void {
  values.at(0);
}

// Nothing here runs: the type checker holds these lines (npm run typecheck), and each @ts-expect-error fails where there
// is no error.

/** What the compiler must accept, and give the right type to. */
export async function accepted(qmp: QmpClient): Promise<void> {
  const status = await qmp.execute('query-status');
  const running: boolean = status.running;
  const known: 'paused' extends typeof status.status ? true : false = true;
  const [cpu] = await qmp.execute('query-cpus-fast');
  const index: number | bigint | undefined = cpu?.['cpu-index'];
  if (cpu?.target === 's390x') use(cpu['cpu-state']);
  await qmp.execute('query-status', undefined, { timeoutMs: 100 });
  await qmp.execute('query-status', {}, { signal: AbortSignal.timeout(1) });
  await qmp.execute('migrate', { uri: 'file:/x' });
  await qmp.execute('migrate', {
    channels: [{ 'channel-type': 'main', addr: { transport: 'file', filename: '/x', offset: 0 } }],
  });
  await qmp.execute('migrate-set-parameters', { 'max-bandwidth': 2n ** 60n, 'tls-creds': undefined });
  await qmp.execute('migrate-set-capabilities', { capabilities: [{ capability: 'events', state: true }] });
  await qmp.execute('blockdev-add', { driver: 'file', filename: '/x', 'node-name': 'disk' });
  await qmp.execute('device_add', { driver: 'virtio-net-pci', id: 'net0', mac: '52:54:00:12:34:56' });
  await qmp.execute('migrate-recover', { uri: 'tcp:0:0' }, { oob: true });
  const anything: unknown = await qmp.execute('qom-get', { path: '/machine', property: 'type' });
  const text: string = await qmp.execute('human-monitor-command', { 'command-line': 'info usernet' });
  const unknown: unknown = await qmp.executeUnknown('__com.example_command', { a: 1n }, { oob: true });
  qmp.event('SHUTDOWN').subscribe(({ data, timestamp }) => {
    const guest: boolean = data.guest;
    use(guest, timestamp.seconds);
  });
  qmp.events.subscribe((event) => {
    if (event.event === 'MIGRATION') use(event.data.status);
    if (event.event === 'STOP') event.data satisfies undefined;
  });
  use(running, known, index, anything, text, unknown);
}

/** What the compiler must refuse. */
export async function refused(qmp: QmpClient): Promise<void> {
  // @ts-expect-error there is no such command
  await qmp.execute('query-stauts');
  // @ts-expect-error its arguments are required
  await qmp.execute('qom-get');
  // @ts-expect-error one of its arguments is missing
  await qmp.execute('qom-get', { path: '/machine' });
  // @ts-expect-error an argument that it does not have
  await qmp.execute('migrate', { url: 'file:/x' });
  // @ts-expect-error an argument of the wrong type
  await qmp.execute('qom-get', { path: 1, property: 'type' });
  // @ts-expect-error null is not the same as leaving out
  await qmp.execute('migrate', { uri: null });
  // @ts-expect-error an enum's value that does not exist
  await qmp.execute('migrate-set-capabilities', { capabilities: [{ capability: 'evnets', state: true }] });
  // @ts-expect-error a member of another variant
  await qmp.execute('blockdev-add', { driver: 'null-co', filename: '/x' });
  // @ts-expect-error a command that takes nothing
  await qmp.execute('query-status', { verbose: true });
  // @ts-expect-error a command that cannot run out of band
  await qmp.execute('query-status', {}, { oob: true });
  // @ts-expect-error there is no such event
  qmp.event('SHUTODWN');
  const status = await qmp.execute('query-status');
  // @ts-expect-error a result's member that does not exist
  use(status.runing);
  const [cpu] = await qmp.execute('query-cpus-fast');
  // @ts-expect-error an integer may be a bigint
  const index: number | undefined = cpu?.['cpu-index'];
  // @ts-expect-error only after looking at the event's name
  qmp.events.subscribe((event) => use(event.data.status));
  use(index);
}
