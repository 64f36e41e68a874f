import { accessSync, constants } from 'node:fs';
import { delimiter } from 'node:path';
import { runToEnd } from './child.mjs';
import { say, Stop } from './stop.mjs';

/**
 * A program that is needed, and Debian's package that has it. One that is merely `wanted` may turn out not to be
 * needed, and whoever needs it says so: it is no reason to stop.
 *
 * @typedef {{ command: string, package: string, wanted?: true }} Program
 */

/** @returns {Program} the QEMU that runs such guests */
export function qemuFor(arch) {
  const packages = { aarch64: 'qemu-system-arm', x86_64: 'qemu-system-x86' };
  return { command: `qemu-system-${arch}`, package: packages[arch] };
}

/** @type {Program} Kernel modules are compressed with it since Debian 13. */
export const xz = { command: 'xz', package: 'xz-utils', wanted: true };

/** Which of these programs are missing, or nothing. @param {Program[]} programs */
export function programsLack(programs) {
  const missing = programs.filter(({ command }) => !onPath(command));
  return missing.length === 0 ? undefined : missing;
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

/**
 * Installs programs from the machine's own apt sources.
 *
 * @param {Program[]} missing
 * @throws {Stop} with the command to run when that needs a password
 */
export async function installPrograms(missing) {
  const needed = missing.filter(({ wanted }) => !wanted);
  const asRoot = onPath('apt-get') ? await rootPrefix() : undefined;
  if (asRoot) {
    const names = missing.map((program) => program.package);
    say(`installing ${names.join(' and ')} with apt-get (${reason(missing)})`);
    if (await install(asRoot, names)) return;
  } else if (needed.length === 0) {
    return;
  }
  const names = missing.map((program) => program.package).join(' ');
  const byHand = `apt-get update && apt-get install --no-install-recommends ${names}`;
  const command = onPath('sudo') ? `sudo sh -c '${byHand}'` : `su -c '${byHand}'`;
  const why = asRoot ? 'apt-get failed, see above' : 'installing it needs root';
  throw new Stop(
    onPath('apt-get')
      ? `${reason(missing)}, and ${why}. Run this, then start again:\n\n  ${command}\n`
      : `${reason(missing)}, and there is no apt-get here: install it, then start again`,
  );
}

function reason(missing) {
  return `${missing.map(({ command }) => command).join(' and ')} not found on the PATH`;
}

/** What to put before a command so that it runs as root, or nothing when that takes a password. */
async function rootPrefix() {
  if (process.getuid() === 0) return [];
  const { status } = await runToEnd('sudo', ['-n', 'true'], { stdio: 'ignore', survives: true });
  return status === 0 ? ['sudo', '-n'] : undefined;
}

async function install(asRoot, names) {
  const get = ['apt-get', '-qq', '-o', 'DPkg::Lock::Timeout=300'];
  const update = [...get, 'update'];
  const command = [...get, 'install', '--yes', '--no-install-recommends', ...names];
  if (!(await haveCandidates(names))) await apt(asRoot, update);
  if (await apt(asRoot, command)) return true;
  // What most often is wrong: an installation broken off half-way, and package lists that are out of date.
  await apt(asRoot, ['dpkg', '--configure', '-a']);
  await apt(asRoot, update);
  return apt(asRoot, command);
}

async function haveCandidates(names) {
  const { output } = await runToEnd('apt-cache', ['policy', ...names], { quiet: true, env: { LC_ALL: 'C' } });
  return (output.match(/Candidate: [^(]/g) ?? []).length === names.length;
}

/** Runs to its end even when this process is killed: a package half installed is worse than one too many. */
async function apt(asRoot, command) {
  const [program, ...args] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  const { status } = await runToEnd(program, args, { quiet: true, survives: true });
  return status === 0;
}
