import type { BaseAgent } from 'ssh2';
import type { HostKeys } from './known-hosts.js';

/** Where an SSH server is, how to get in, and how to know that it is the right one. */
export interface SshTarget {
  /** For people: `ssh://user@name:port`. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** Tried in this order, after those of the agent. */
  readonly privateKeys: readonly (string | Buffer)[];
  /** One that asks for keys: a socket's path, or ssh2's own. */
  readonly agent?: string | BaseAgent | undefined;
  readonly hostKeys: HostKeys;
  /** Why a way in that the user may expect is not tried; for the message when nothing gets in. */
  readonly notes?: readonly string[] | undefined;
}

/** Everything that {@link SshTarget} needs, told outright: for a machine that vmwright itself has made. */
export interface SshCredentials {
  /** For people; `ssh://user@address:port` when left out. */
  readonly name?: string | undefined;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  /** The text of a private key, in any format that ssh2 reads. */
  readonly privateKey: string;
  /** The only host key that is accepted, as in a `.pub` file: `ssh-ed25519 AAAA…`. */
  readonly hostKey: string;
}
