import { readFileSync, readdirSync } from 'node:fs';

/** Sends a signal to every process of a group. @returns whether there was one to send it to */
export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  return signalProcess(-group, signal);
}

/** Sends a signal to a process. @returns whether there was one to send it to */
export function signalProcess(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ESRCH') return false;
    // It is there, and belongs to somebody else: a wrapper script changed the user.
    if (code === 'EPERM') return true;
    throw error;
  }
}

/** The living processes of a group. */
export function groupMembers(group: number): number[] {
  if (!signalGroup(group, 0)) return [];
  // Something answers, but it may be dead and only not reaped yet, for ever in a container without an init.
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const status = processStatus(pid);
      return status?.group === group && isLiving(status.state);
    });
}

/** Whether a process is there and not merely unreaped. */
export function isAlive(pid: number): boolean {
  const status = processStatus(pid);
  return status !== undefined && isLiving(status.state);
}

/** Whether a process was stopped (SIGSTOP, a debugger), so that it can answer nothing but SIGKILL. */
export function isFrozen(pid: number): boolean {
  const state = processStatus(pid)?.state;
  return state === 'T' || state === 't';
}

function isLiving(state: string): boolean {
  return state !== 'Z' && state !== 'X';
}

function processStatus(pid: number): { state: string; group: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // proc(5): pid (comm) state ppid pgrp …; comm may hold anything, so read from its last parenthesis on.
    const [state = '', , group = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, group: Number(group) };
  } catch {
    return undefined;
  }
}
