import { existsSync, readdirSync } from 'node:fs';
import { installPrograms } from './apt.mjs';
import { say, Stop } from './stop.mjs';

/** What is looked for, and Debian's package that has it. */
const servers = [
  { command: 'sshd', package: 'openssh-server', isHere: () => existsSync('/usr/sbin/sshd') },
  { command: 'dropbear', package: 'dropbear-bin', isHere: () => existsSync('/usr/sbin/dropbear') },
  { command: 'libnss_wrapper.so', package: 'libnss-wrapper', isHere: hasNssWrapper },
];

/**
 * The SSH servers that tests start as processes of their own. Where they cannot be had, the tests skip what needs them.
 * OpenSSH's package starts a server for everybody where systemd runs: there it is not installed for the sake of tests.
 *
 * @type {import('./index.mjs').SetUpStep}
 */
export const sshServers = {
  lacks() {
    const startsServices = existsSync('/run/systemd/system');
    const missing = servers.filter(
      (server) => !server.isHere() && !(startsServices && server.command === 'sshd'),
    );
    return missing.length === 0 ? undefined : missing;
  },
  async make(missing) {
    try {
      await installPrograms(missing.map((server) => ({ ...server, wanted: true })));
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      say(
        `going on without ${missing.map(({ command }) => command).join(' and ')}: tests that need them skip`,
      );
    }
  },
};

function hasNssWrapper() {
  return readdirSync('/usr/lib').some((folder) => existsSync(`/usr/lib/${folder}/libnss_wrapper.so`));
}
