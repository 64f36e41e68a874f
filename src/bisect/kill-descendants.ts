import { readdirSync, readFileSync } from 'node:fs';

/**
 * Kills a process of this machine and all that it has started. For builds: ninja gives each of its jobs a process group of
 * its own, which killing the build's group would not reach.
 */
export function killDescendants(pid: number): void {
  // Who was killed leaves its children to init, where nobody finds them: so each is stopped first, until there are no new ones.
  const family = new Set([pid]);
  signal(pid, 'SIGSTOP');
  for (let grown = [pid]; grown.length > 0;) {
    const children = childrenByParent();
    grown = [...family].flatMap((member) => children.get(member) ?? []).filter((child) => !family.has(child));
    for (const child of grown) {
      family.add(child);
      signal(child, 'SIGSTOP');
    }
  }
  for (const member of family) signal(member, 'SIGKILL');
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself.
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
