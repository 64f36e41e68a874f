import type { WaitOptions } from '../support/deadline.js';
import type { Host } from './host.js';
import { SshHost } from './ssh/ssh-host.js';
import { targetOfUser } from './ssh/user-config.js';

/**
 * The host that `ssh://[user@]name[:port]` names, by the user's SSH configuration, agent, keys and known hosts.
 *
 * @throws UsageError when it is no such address; EnvironmentError when nobody answers there, its host key is unknown or
 *   another one, or no key gets in; DeadlineError; the signal's reason
 */
export async function openHost(text: string, wait: WaitOptions = { timeoutMs: 30_000 }): Promise<Host> {
  return await SshHost.open(await targetOfUser(text), wait);
}
