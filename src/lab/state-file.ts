import { readFileSync } from 'node:fs';
import { chmod, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { labFolder, readManifest } from './lab-image.js';
import { makeFolder } from '../support/make-folder.js';

const stateSchema = z.object({
  /** The process that owns the lab, and when it started, since process ids are used again. */
  supervisor: z.object({ pid: z.number(), startedAt: z.string() }),
  /** The process of its QEMU. */
  qemuPid: z.number(),
  /** On 127.0.0.1. */
  sshPort: z.number(),
  /** Milliseconds since the epoch. */
  upSince: z.number(),
  from: z.enum(['boot', 'saved state']),
  facts: z.object({
    kernel: z.string(),
    imageId: z.string(),
    qemus: z.array(z.object({ name: z.string(), version: z.string(), path: z.string() })).readonly(),
    vcpus: z.number(),
    memoryMib: z.number(),
    outerQemu: z.string(),
  }),
});

/** What is known of a lab that stays up between commands. */
export type LabState = z.infer<typeof stateSchema>;

function folder(cache: string): string {
  return join(labFolder(cache), 'up');
}

/** Locked while a lab is started or ended. */
export function lockFile(cache: string): string {
  return join(labFolder(cache), 'up.lock');
}

/** What its supervisor says; it is read when a lab did not come up. */
export function supervisorLog(cache: string): string {
  return join(folder(cache), 'supervisor.log');
}

/** A folder that only this user can enter. */
export async function makeStateFolder(cache: string): Promise<void> {
  makeFolder(folder(cache), 'VMWRIGHT_CACHE names another place');
  await chmod(folder(cache), 0o700);
}

/** The lab that is up. A file that a supervisor left behind when it was killed counts as none. */
export function readLabState(cache: string): LabState | undefined {
  const state = readManifest(join(folder(cache), 'state.json'), stateSchema);
  return state && processStart(state.supervisor.pid) === state.supervisor.startedAt ? state : undefined;
}

export async function writeLabState(cache: string, state: LabState): Promise<void> {
  const file = join(folder(cache), 'state.json');
  await writeFile(`${file}.part`, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.part`, file);
}

export async function removeLabState(cache: string): Promise<void> {
  await rm(join(folder(cache), 'state.json'), { force: true });
}

/** When a process started, as the kernel counts it (proc(5), starttime), with this boot's id; nothing when it is not alive. */
export function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}
