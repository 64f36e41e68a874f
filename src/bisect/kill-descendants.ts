import { readdirSync, readFileSync } from 'node:fs';

/**
 * Kills a process of this machine and all that it has started. For builds: ninja gives each of its jobs a process group of
 * its own, which killing the build's group would not reach.
 */
export function killDescendants(pid: number): void {
  const children = childrenByParent();
  const family = [pid];
  // It grows while it is walked.
  for (const member of family) family.push(...(children.get(member) ?? []));
  // Parents first: they would start the next job, or tell that one failed.
  for (const member of family) {
    try {
      process.kill(member, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

function childrenByParent(): Map<number, number[]> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(name);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  return children;
}

function parentOf(pid: string): number | undefined {
  try {
    // The name, in parentheses, may hold anything: the state and the parent come after the last one.
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
