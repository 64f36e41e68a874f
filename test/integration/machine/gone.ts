import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { until } from '../../../src/support/deadline.js';

/** The living processes whose command line names a machine's private directory. */
export function processesOf(directory: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(directory);
      } catch {
        return false;
      }
    });
}

/** Whether nothing of a machine is left: no process, no directory with its sockets. */
export function isGone(directory: string): boolean {
  return processesOf(directory).length === 0 && !existsSync(directory);
}

/** Waits for it, where somebody else cleans up. */
export async function untilGone(directory: string): Promise<void> {
  const seen = () => `processes ${processesOf(directory).join()}; directory there: ${existsSync(directory)}`;
  await until('the machine to be gone', { timeoutMs: 20_000, seen }, () => isGone(directory) || undefined);
}

/** The private directories of vmwright within a directory. */
export function privateDirectories(within: string): string[] {
  return readdirSync(within).filter((name) => name.startsWith('vmwright-'));
}
