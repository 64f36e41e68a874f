import { accessSync, constants } from 'node:fs';
import { delimiter } from 'node:path';
import { runToEnd } from './child.mjs';
import { say, Stop } from './stop.mjs';

/** Debian's package for the QEMU that runs such guests. */
const packages = { aarch64: 'qemu-system-arm', x86_64: 'qemu-system-x86' };

/** Why QEMU has to be installed, or nothing. */
export function qemuLacks(arch) {
  return onPath(`qemu-system-${arch}`) ? undefined : `qemu-system-${arch} is not on the PATH`;
}

function onPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(`${folder || '.'}/${command}`, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Installs QEMU from the machine's own apt sources. @throws {Stop} with the command to run when that needs a password */
export async function installQemu(arch, reason) {
  const name = packages[arch];
  const install = ['apt-get', 'install', '--yes', '--no-install-recommends', name];
  if (!onPath('apt-get'))
    throw new Stop(`${reason}, and there is no apt-get here: install QEMU, then start again`);
  const asRoot = await rootPrefix();
  if (!asRoot)
    throw new Stop(
      `${reason}, and installing it needs root. Run this, then start again:\n\n  ${byHand(name)}\n`,
    );

  say(`installing ${name} with apt-get (${reason})`);
  if (!(await hasCandidate(name))) await apt(asRoot, ['apt-get', 'update', '-qq']);
  if ((await apt(asRoot, install)) !== 0) {
    // What most often is wrong: an installation broken off half-way, and package lists that are out of date.
    await apt(asRoot, ['dpkg', '--configure', '-a']);
    await apt(asRoot, ['apt-get', 'update', '-qq']);
    const status = await apt(asRoot, install);
    if (status !== 0)
      throw new Stop(
        `apt-get ended with status ${status}. Run this, then start again:\n\n  ${byHand(name)}\n`,
      );
  }
  if (qemuLacks(arch)) throw new Stop(`${name} is installed, but still ${qemuLacks(arch)}`);
}

/** What to put before a command so that it runs as root, or nothing when that takes a password. */
async function rootPrefix() {
  if (process.getuid() === 0) return [];
  const { status } = await runToEnd('sudo', ['-n', 'true'], { stdio: 'ignore', survives: true });
  return status === 0 ? ['sudo', '-n'] : undefined;
}

async function hasCandidate(name) {
  const { stdout } = await runToEnd('apt-cache', ['policy', name], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { LC_ALL: 'C' },
  });
  return /Candidate: [^(]/.test(stdout);
}

/** Runs to its end even when this process is killed: a package half installed is worse than one too many. */
async function apt(asRoot, [command, ...args]) {
  const options = command === 'apt-get' ? ['-qq', '-o', 'DPkg::Lock::Timeout=300'] : [];
  const environment = 'DEBIAN_FRONTEND=noninteractive';
  const line = [...asRoot, 'env', environment, command, ...options, ...args];
  const { status } = await runToEnd(line[0], line.slice(1), { survives: true });
  return status;
}

function byHand(name) {
  const install = `apt-get update && apt-get install --no-install-recommends ${name}`;
  return onPath('sudo') ? `sudo sh -c '${install}'` : `su -c '${install}'`;
}
