import { EnvironmentError } from '../support/errors.js';
import type { Host } from './host.js';

/**
 * The address at which one host reaches another: that at which this machine reaches it too, or this machine's own as the
 * other one sees it.
 *
 * @throws EnvironmentError when neither is known
 */
export function addressBetween(listener: Host, peer: Host): string {
  if (listener === peer) return '127.0.0.1';
  const address = listener.address ?? peer.ourAddress;
  if (address !== undefined) return address;
  throw new EnvironmentError(`there is no telling at which address ${peer.name} reaches ${listener.name}`);
}
