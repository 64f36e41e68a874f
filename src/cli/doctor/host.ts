import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import type { Check } from './check.js';

/** A cell with a migration has two guests of 512 MiB for a moment, with QEMU's own needs on top. */
const wantedMemoryMib = 1500;
/** A guest image needs this much while it is built. */
const wantedCacheMib = 300;
/** The migration stream of a guest that has just booted is 64 MB, and a cell keeps one at a time. */
const wantedTemporaryMib = 250;

export function checkMemory(): Check {
  const text = readFileSync('/proc/meminfo', 'utf8');
  const availableMib = Math.floor(Number(/^MemAvailable:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024);
  const cores = availableParallelism();
  const found = `${availableMib} MiB available, ${cores} ${cores === 1 ? 'core' : 'cores'}`;
  const details = { availableMib, cores };
  if (availableMib >= wantedMemoryMib) return { name: 'memory', state: 'ok', found, details };
  return {
    ...{ name: 'memory', state: 'limited', found, details },
    remedy: `a cell takes up to ${wantedMemoryMib} MiB: end other programs, or give the scenario's machine less memory`,
  };
}

export async function checkSpace(cache: string): Promise<Check[]> {
  return [
    await checkFolder('cache', cache, wantedCacheMib, 'VMWRIGHT_CACHE'),
    await checkFolder('temporary files', tmpdir(), wantedTemporaryMib, 'TMPDIR'),
  ];
}

async function checkFolder(
  name: string,
  folder: string,
  wantedMib: number,
  variable: string,
): Promise<Check> {
  // What is not there yet will be made in the nearest folder that is.
  let existing = folder;
  while (!existsSync(existing)) existing = dirname(existing);
  try {
    accessSync(existing, constants.W_OK | constants.X_OK);
  } catch {
    return {
      ...{ name, state: 'lacking', found: `${existing} cannot be written` },
      remedy: `name another folder in ${variable}`,
    };
  }
  const { bavail, bsize } = await statfs(existing);
  const freeMib = Math.floor((bavail * bsize) / 2 ** 20);
  const found = `${folder}, ${freeMib} MiB free`;
  const details = { folder, freeMib };
  if (freeMib >= wantedMib) return { name, state: 'ok', found, details };
  const remedy = `make room for ${wantedMib} MiB there, or name another folder in ${variable}`;
  return { name, state: 'lacking', found, remedy, details };
}

/** Images are built with apt; with an image there, nothing needs it. */
export function checkApt(): Check {
  const lacking = [
    ['apt-get', 'apt'],
    ['dpkg-deb', 'dpkg'],
    ['xz', 'xz-utils'],
  ].filter(([program = '']) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0);
  if (lacking.length === 0) return { name: 'apt', state: 'ok', found: 'apt-get, dpkg-deb and xz are here' };
  return {
    ...{ name: 'apt', state: 'limited', found: `no ${lacking.map(([program]) => program).join(', no ')}` },
    remedy: existsSync('/etc/debian_version')
      ? `sudo apt-get install ${lacking.map(([, name]) => name).join(' ')}`
      : 'images are built on Debian 12 or newer; elsewhere give --kernel and --initrd',
  };
}

/** Without it QEMU is still taken away when vmwright dies, but by a small shell in the place of the kernel. */
export function checkSetpriv(): Check {
  const name = 'parent death signal';
  const { status } = spawnSync('setpriv', ['--pdeathsig', 'KILL', '--', 'true'], { stdio: 'ignore' });
  if (status === 0)
    return { name, state: 'ok', found: 'setpriv: the kernel kills QEMU when vmwright is killed' };
  return {
    ...{ name, state: 'limited', found: 'no setpriv of util-linux 2.33 or newer' },
    remedy: 'sudo apt-get install util-linux',
  };
}

/** What is started beside QEMU, and what cannot be done where it is not there. */
const helpers = [
  { program: 'flock', debian: 'util-linux', cost: 'no run can keep its folder to itself', isNeeded: true },
  { program: 'perl', debian: 'perl', cost: 'no descriptor can be handed to QEMU', isNeeded: false },
  { program: 'ssh', debian: 'openssh-client', cost: 'no other host can be reached', isNeeded: false },
] as const;

export function checkHelpers(): Check {
  const name = 'helpers';
  const lacking = helpers.filter(({ program }) => !isInstalled(program));
  if (lacking.length === 0) {
    const names = helpers.map(({ program }) => program);
    return { name, state: 'ok', found: `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are here` };
  }
  return {
    ...{ name, state: lacking.some(({ isNeeded }) => isNeeded) ? 'lacking' : 'limited' },
    found: lacking.map(({ program, cost }) => `no ${program}: ${cost}`).join('; '),
    remedy: `sudo apt-get install ${lacking.map(({ debian }) => debian).join(' ')}`,
  };
}

function isInstalled(program: string): boolean {
  const { error } = spawnSync(program, ['-V'], { stdio: 'ignore' });
  return error === undefined;
}
