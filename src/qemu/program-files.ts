import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { localHost } from '../host/index.js';
import { EnvironmentError } from '../support/errors.js';
import { askMonitor, run } from './ask.js';
import { checkExecutable } from './check-executable.js';
import { probeMs } from './probe.js';

/** What an x86 machine that boots a kernel runs before it (hw/i386: its BIOS, and two ROMs of its own). */
const firmware = ['bios-256k.bin', 'kvmvapic.bin', 'linuxboot_dma.bin', 'linuxboot.bin'];

/**
 * Every file of this machine that a QEMU is made of: what was named, be it a wrapper script, the program that it becomes or
 * runs, the libraries and modules of that, and the firmware that its machines start with. Takes some 0.2 s.
 *
 * @throws UsageError when it does not come up; EnvironmentError when what it runs cannot be seen
 */
export async function programFiles(path: string, signal?: AbortSignal): Promise<string[]> {
  const wait = { host: localHost, timeoutMs: probeMs(localHost), signal };
  const executable = checkExecutable(path);
  const [mapped, folders] = await Promise.all([
    askMonitor(executable, ['none', '-accel', 'tcg'], wait, async (_, pid) => await mappedPrograms(pid)),
    firmwareFolders(executable, wait),
  ]);
  const roms = folders.flatMap((folder) => firmware.map((name) => join(folder, name))).filter(existsSync);
  return [...new Set([executable, ...mapped, ...roms])];
}

/** Files whose text a process executes: proc_pid_maps(5). */
async function mappedPrograms(pid: number): Promise<string[]> {
  const maps = (await localHost.files.readText(`/proc/${pid}/maps`)) ?? '';
  const lines = maps.matchAll(/^[0-9a-f]+-[0-9a-f]+ ..x. [0-9a-f]+ \S+ \d+ +(\/.*)$/gm);
  const files = [...lines].map(([, file = '']) => file);
  if (files.length > 0) return files;
  throw new EnvironmentError(`/proc/${pid}/maps does not tell which programs QEMU consists of`);
}

/** Where it looks for firmware, as `-L help` says: a folder a line. */
async function firmwareFolders(path: string, wait: Parameters<typeof run>[1]): Promise<string[]> {
  return await run([path, '-L', 'help'], wait, async ({ ended, stdout }) => {
    await ended;
    return stdout()
      .split('\n')
      .filter((line) => line.startsWith('/'));
  });
}
