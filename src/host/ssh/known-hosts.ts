import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Which host keys are accepted. */
export interface HostKeys {
  /** The types of key that the server is asked for, the most wanted first; empty for any. */
  readonly types: readonly string[];
  /** @returns why a key is not accepted; nothing when it is */
  refuse(key: Buffer): string | undefined;
}

/** One key and no other, as in a `.pub` file. */
export function pinnedHostKey(line: string): HostKeys {
  const [type = '', blob = ''] = line.trim().split(/\s+/);
  return {
    types: [type],
    refuse: (key) =>
      key.toString('base64') === blob ? undefined : `it showed another host key than ${type} ${blob}`,
  };
}

interface Entry {
  readonly marker: string | undefined;
  readonly hosts: string;
  readonly type: string;
  readonly blob: string;
}

/**
 * The host keys that known_hosts files hold for a host: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. Names may be hashed, have
 * wildcards, and are `[name]:port` for another port than 22. Certificate authorities count for nothing.
 *
 * @param texts - of the files, by their paths
 * @param connectBy - the command that shows the key to a person who then accepts it
 */
export function knownHostKeys(
  texts: ReadonlyMap<string, string>,
  host: { readonly name: string; readonly port: number },
  connectBy: string,
): HostKeys {
  const lookedUp = host.port === 22 ? host.name : `[${host.name}]:${host.port}`;
  const entries = [...texts.values()].flatMap(parse).filter(({ hosts }) => names(hosts, lookedUp));
  const accepted = entries.filter(({ marker }) => marker === undefined);
  const revoked = new Set(entries.filter(({ marker }) => marker === '@revoked').map(({ blob }) => blob));
  const files = [...texts.keys()].join(' or ');
  return {
    types: [...new Set(accepted.map(({ type }) => type))],
    refuse(key) {
      const blob = key.toString('base64');
      const shown = `${keyType(key)} ${fingerprint(key)}`;
      if (revoked.has(blob)) return `its host key ${shown} is revoked in ${files}`;
      if (accepted.some((entry) => entry.blob === blob)) return undefined;
      if (accepted.length === 0) {
        return (
          `its host key ${shown} is not known: ${lookedUp} is not in ${files || 'any known_hosts file'}. ` +
          `Connect once by hand and compare the fingerprint: ${connectBy}`
        );
      }
      const others = accepted.map(
        (entry) => `${entry.type} ${fingerprint(Buffer.from(entry.blob, 'base64'))}`,
      );
      return (
        `its host key has changed, or another server answers there: it showed ${shown}, and ${files} has ` +
        `${others.join(', ')}. Find out why before you remove that: ssh-keygen -R '${lookedUp}'`
      );
    },
  };
}

function parse(text: string): Entry[] {
  return text.split('\n').flatMap((line) => {
    const words = line.trim().split(/\s+/);
    if (words[0] === '' || words[0]?.startsWith('#')) return [];
    const marker = words[0]?.startsWith('@') ? words.shift() : undefined;
    const [hosts, type, blob] = words;
    return hosts && type && blob ? [{ marker, hosts, type, blob }] : [];
  });
}

function names(hosts: string, wanted: string): boolean {
  if (hosts.startsWith('|1|')) return isHashOf(hosts, wanted);
  const patterns = hosts.toLowerCase().split(',');
  const matches = (pattern: string) => wildcard(pattern).test(wanted.toLowerCase());
  return (
    patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern)) &&
    !patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1)))
  );
}

/** `|1|SALT|HASH`: the HMAC-SHA1 of the name, by the salt. */
function isHashOf(hashed: string, name: string): boolean {
  const [, , salt = '', hash = ''] = hashed.split('|');
  const expected = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest();
  const found = Buffer.from(hash, 'base64');
  return found.length === expected.length && timingSafeEqual(found, expected);
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

/** A key begins with the length of its type's name, and the name. */
function keyType(key: Buffer): string {
  return key.toString('latin1', 4, 4 + key.readUInt32BE(0));
}

/** As OpenSSH shows it. */
function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}
