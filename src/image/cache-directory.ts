import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where vmwright keeps what it built and downloaded: `$VMWRIGHT_CACHE`, else `$XDG_CACHE_HOME/vmwright`, else
 * `~/.cache/vmwright`. Everything in it can be deleted; it is made again when needed.
 */
export function cacheDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const { VMWRIGHT_CACHE: own, XDG_CACHE_HOME: xdg } = environment;
  // Set to nothing counts as not set, as the XDG base directory specification has it.
  if (own) return own;
  const base = xdg === undefined || xdg === '' ? join(homedir(), '.cache') : xdg;
  return join(base, 'vmwright');
}
