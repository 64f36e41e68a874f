import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeError, EnvironmentError, UsageError } from '../../support/errors.js';
import { shellQuote } from '../../support/shell-quote.js';
import { identitiesOf } from './identities.js';
import { knownHostKeys } from './known-hosts.js';
import type { SshTarget } from './target.js';

/** The environment variable that names another configuration than the user's own, as after `ssh -F`. */
const configVariable = 'VMWRIGHT_SSH_CONFIG';

/** What follows `ssh://`. */
interface Destination {
  readonly user: string | undefined;
  readonly name: string;
  readonly port: number | undefined;
}

/**
 * What `ssh://[user@]name[:port]` means to this user: as `ssh` itself would take it, by the user's configuration, agent,
 * keys and known hosts. OpenSSH's own `ssh -G` reads the configuration, since nothing else reads all of it.
 *
 * @throws UsageError when it is no such address; EnvironmentError when the configuration cannot be read, or wants what
 *   vmwright cannot do
 */
export async function targetOfUser(text: string): Promise<SshTarget> {
  const destination = parseDestination(text);
  const config = await readConfig(destination);
  const one = (key: string) => config.get(key)?.[0];
  for (const key of ['proxyjump', 'proxycommand']) {
    const value = one(key);
    if (value === undefined || value === 'none') continue;
    throw new EnvironmentError(
      `the SSH configuration reaches ${destination.name} through ${key} ${value}, which vmwright cannot do: forward a ` +
        `port by hand (ssh -N -L 2222:localhost:22 ${destination.name}), and name that: ssh://localhost:2222`,
    );
  }
  const user = one('user') ?? userInfo().username;
  const address = one('hostname') ?? destination.name;
  const port = Number(one('port') ?? 22);
  const alias = one('hostkeyalias');
  const known = {
    name: alias === undefined || alias === 'none' ? address : alias,
    port: alias === undefined || alias === 'none' ? port : 22,
  };
  const files = ['userknownhostsfile', 'globalknownhostsfile'].flatMap(
    (key) => config.get(key)?.flatMap((value) => value.split(' ')) ?? [],
  );
  return {
    name: `ssh://${user}@${destination.name}${port === 22 ? '' : `:${port}`}`,
    ...{ address, port, user },
    ...identitiesOf({
      files: (config.get('identityfile') ?? []).map((file) => expand(file, { user, address })),
      only: one('identitiesonly') === 'yes',
      agent: agentOf(one('identityagent')),
    }),
    hostKeys: knownHostKeys(
      readAll(files.map((file) => expand(file, { user, address }))),
      known,
      shellQuote(byHand(destination)),
    ),
  };
}

/** @throws UsageError when it is no such address */
function parseDestination(text: string): Destination {
  const wrong = (what: string) =>
    new UsageError(`${text} ${what}: a host is written as ssh://[user@]name[:port]`);
  if (!URL.canParse(text)) throw wrong('is no address');
  const url = new URL(text);
  if (url.protocol !== 'ssh:') throw wrong('is no ssh:// address');
  if (url.hostname === '') throw wrong('names no host');
  if (url.password !== '') throw wrong('has a password, which vmwright does not take');
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '')
    throw wrong('has more than a name and a port');
  const name = decodeURIComponent(url.hostname.replace(/^\[(.*)\]$/, '$1'));
  const user = decodeURIComponent(url.username);
  // What ssh would take for an option is no name.
  if (name.startsWith('-') || user.startsWith('-')) throw wrong('begins a name with a dash');
  return {
    name,
    user: user === '' ? undefined : user,
    port: url.port === '' ? undefined : Number(url.port),
  };
}

/** The command that does the same by hand. */
function byHand({ user, name, port }: Destination): string[] {
  const config = process.env[configVariable];
  return [
    'ssh',
    ...(config === undefined ? [] : ['-F', config]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...(user === undefined ? [] : ['-l', user]),
    name,
  ];
}

async function readConfig(destination: Destination): Promise<ReadonlyMap<string, readonly string[]>> {
  const [ssh = 'ssh', ...rest] = byHand(destination);
  let text: string;
  try {
    text = (await promisify(execFile)(ssh, ['-G', ...rest])).stdout;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return withoutConfig(destination);
    const said = (cause as { stderr?: string }).stderr?.trim();
    throw new EnvironmentError(`ssh -G cannot read the SSH configuration: ${said ?? describeError(cause)}`, {
      cause,
    });
  }
  const config = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [key = '', ...value] = line.split(' ');
    config.set(key, [...(config.get(key) ?? []), value.join(' ')]);
  }
  return config;
}

/** OpenSSH's defaults, where its client is not installed and nobody has configured anything. */
function withoutConfig({ user, port }: Destination): ReadonlyMap<string, readonly string[]> {
  const own = join(homedir(), '.ssh/config');
  if (existsSync(own) || process.env[configVariable] !== undefined) {
    throw new EnvironmentError(
      `there is an SSH configuration, ${process.env[configVariable] ?? own}, and no ssh to read it: install OpenSSH's ` +
        'client (Debian: sudo apt-get install openssh-client)',
    );
  }
  return new Map([
    ...(user === undefined ? [] : [['user', [user]] as const]),
    ...(port === undefined ? [] : [['port', [String(port)]] as const]),
    ['identityfile', ['~/.ssh/id_rsa', '~/.ssh/id_ecdsa', '~/.ssh/id_ed25519']],
    ['userknownhostsfile', ['~/.ssh/known_hosts ~/.ssh/known_hosts2']],
    ['globalknownhostsfile', ['/etc/ssh/ssh_known_hosts /etc/ssh/ssh_known_hosts2']],
  ]);
}

/** The agent's socket: ssh_config(5), IdentityAgent. */
function agentOf(configured: string | undefined): string | undefined {
  if (configured === 'none') return undefined;
  if (configured === undefined || configured === 'SSH_AUTH_SOCK') return process.env['SSH_AUTH_SOCK'];
  return configured.startsWith('$') ? process.env[configured.slice(1)] : expand(configured);
}

/** A file's name, with the tokens that stand in it most: ssh_config(5), TOKENS. */
function expand(file: string, { user, address }: { user?: string; address?: string } = {}): string {
  return file.replace(/^~(?=\/|$)/, homedir()).replaceAll(/%([%dhru])/g, (token, letter: string) => {
    const values: Record<string, string | undefined> = {
      ...{ '%': '%', d: homedir(), h: address, r: user, u: userInfo().username },
    };
    return values[letter] ?? token;
  });
}

function readAll(files: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap((file) => {
      try {
        return [[file, readFileSync(file, 'utf8')] as const];
      } catch {
        return [];
      }
    }),
  );
}
