import type { GuestTarget } from '../guest/index.js';
import { ensureKeys } from '../image/index.js';

/** How a lab is reached over SSH. */
export interface LabTarget {
  /** For people. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** The text of the private key. */
  readonly privateKey: string;
  /** The only host key that it shows: `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
}

/** @param port - on 127.0.0.1 */
export function targetAt(port: number, cache: string): LabTarget {
  const { privateKey, hostKey } = ensureKeys(cache);
  return { name: 'the lab', address: '127.0.0.1', port, user: 'root', privateKey, hostKey };
}

/** The same for a session as with a guest. */
export function sessionTarget({ address, ...target }: LabTarget): GuestTarget {
  return { host: address, ...target };
}
