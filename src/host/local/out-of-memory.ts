import { readFileSync } from 'node:fs';

/**
 * How many processes the kernel has killed for want of memory since it started: `oom_kill` of /proc/vmstat, since
 * Linux 4.13. 0 where it is not told.
 */
export function outOfMemoryKills(): number {
  try {
    return Number(/^oom_kill (\d+)$/m.exec(readFileSync('/proc/vmstat', 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
