import { readFileSync } from 'node:fs';
import ssh2, { type IdentityCallback, type ParsedKey, type PublicKeyEntry } from 'ssh2';
import type { SshTarget } from './target.js';

interface Identities {
  /** Private keys, in the order in which they are tried. */
  readonly files: readonly string[];
  /** Whether of the agent's keys only those of the files count. */
  readonly only: boolean;
  /** The agent's socket. */
  readonly agent: string | undefined;
}

/** What gets a user in: the agent's keys, then those of files that need no passphrase. */
export function identitiesOf({
  files,
  only,
  agent,
}: Identities): Pick<SshTarget, 'privateKeys' | 'agent' | 'notes'> {
  const privateKeys: string[] = [];
  const notes: string[] = [];
  const allowed = new Set<string>();
  for (const file of files) {
    const text = readOrNothing(file);
    const publicKey = readOrNothing(`${file}.pub`)?.split(' ')[1];
    if (publicKey !== undefined) allowed.add(publicKey);
    if (text === undefined) continue;
    const parsed = ssh2.utils.parseKey(text);
    if (parsed instanceof Error) {
      const why = /encrypted/i.test(parsed.message) ? `has a passphrase: ssh-add ${file}` : `cannot be read`;
      notes.push(`the key ${file} ${why}`);
    } else {
      allowed.add([parsed].flat()[0]?.getPublicSSH().toString('base64') ?? '');
      privateKeys.push(text);
    }
  }
  return {
    ...{ privateKeys, notes },
    agent: agent !== undefined && only ? new ChosenKeys(agent, allowed) : agent,
  };
}

/** An agent of which only some keys are used: ssh_config(5), IdentitiesOnly. */
class ChosenKeys extends ssh2.OpenSSHAgent {
  constructor(
    socket: string,
    private readonly allowed: ReadonlySet<string>,
  ) {
    super(socket);
  }

  override getIdentities(done: IdentityCallback<ParsedKey>): void {
    super.getIdentities((error, keys) => {
      const isAllowed = (key: ParsedKey | PublicKeyEntry) =>
        'getPublicSSH' in key && this.allowed.has(key.getPublicSSH().toString('base64'));
      if (error) done(error);
      else done(undefined, keys?.filter(isAllowed));
    });
  }
}

function readOrNothing(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
