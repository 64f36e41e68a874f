import { localHost, openHost, type Host } from '../host/index.js';
import { CleanUp } from '../support/clean-up.js';
import { UsageError } from '../support/errors.js';

/** Milliseconds until a host must have let us in. */
const loginMs = 30_000;

/** What the command line says of hosts. */
export interface HostOptions {
  readonly host?: string;
  readonly srcHost?: string;
  readonly dstHost?: string;
}

/** Where QEMU runs: the source of a migration, and its destination. */
export interface Hosts extends AsyncDisposable {
  readonly source: Host;
  readonly destination: Host;
}

/**
 * Opens the hosts that a command line names; this machine where it names none.
 *
 * @throws UsageError when they cannot be meant together; as openHost
 */
export async function openHosts(
  { host, srcHost, dstHost }: HostOptions,
  signal: AbortSignal,
): Promise<Hosts> {
  if (host !== undefined && (srcHost !== undefined || dstHost !== undefined))
    throw new UsageError('--host is both hosts: give it alone, or --src-host and --dst-host');
  await using cleanUp = new CleanUp();
  const open = async (name: string | undefined) =>
    name === undefined ? localHost : cleanUp.use(await openHost(name, { timeoutMs: loginMs, signal }));
  const source = await open(host ?? srcHost);
  const isOne = host !== undefined || srcHost === dstHost;
  const destination = isOne ? source : await open(dstHost);
  const opened = cleanUp.move();
  return { source, destination, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}
