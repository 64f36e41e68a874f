import { readFileSync } from 'node:fs';
import { EnvironmentError } from '../support/errors.js';
import { readAptSources, type AptSource } from './apt-sources.js';

const remedy =
  'vmwright makes guests and takes QEMUs out of Debian packages: run this on Debian 12 or newer, or give a kernel and an ' +
  'initramfs of your own (--kernel, --initrd) and a QEMU of your own (vmwright qemu add).';

/** Names that a machine which follows a moving release has in its sources in the place of a code name. */
const movingSuites = ['stable', 'testing', 'unstable', 'sid'];

/** Where one suite's packages come from. */
export interface SuiteSources {
  readonly suite: string;
  readonly sources: readonly AptSource[];
  /** Suites of these that the mirror may lack: not every release has updates. */
  readonly optional?: readonly string[];
  /** Whose packages may come in, by the `Origin` of their signed index; Debian's when left out. */
  readonly origins?: readonly string[];
}

/** What a machine says of itself: which system it is, and where its packages come from. */
export interface DebianHost {
  /** The text of `/etc/os-release`. */
  readonly osRelease: string;
  readonly sources: readonly AptSource[];
}

/** The machine's own release, and the mirrors that it uses. */
interface OwnRelease {
  readonly suite: string;
  /** The sources that name the release itself. */
  readonly mirror: readonly AptSource[];
  /** The sources that name its security updates; none on some machines. */
  readonly security: readonly AptSource[];
  readonly main: readonly AptSource[];
}

/** @throws EnvironmentError when this machine does not say which system it is */
export function thisHost(): DebianHost {
  return { osRelease: readOsRelease(), sources: readAptSources() };
}

/**
 * The machine's own Debian release and its mirror, as its apt sources name them.
 *
 * @throws EnvironmentError when this is no Debian, or its apt has no Debian source
 */
export function ownSources(host = thisHost()): SuiteSources {
  const { suite, main } = ownRelease(host);
  const family = [suite, `${suite}-updates`, `${suite}-security`, `${suite}/updates`];
  const sources = main.flatMap((source) => {
    const suites = source.suites.filter((name) => family.includes(name));
    return suites.length > 0 ? narrow([source], suites) : [];
  });
  return { suite, sources };
}

/**
 * Suites of the machine's own mirror, without knowing whether it has them.
 *
 * @throws EnvironmentError as {@link ownSources}
 */
export function mirrorSources(suites: readonly string[], host = thisHost()): AptSource[] {
  return narrow(ownRelease(host).mirror, suites);
}

/**
 * Another release of the machine's own mirror, with the updates and the security fixes that it may have.
 *
 * @throws EnvironmentError as {@link ownSources}
 */
export function otherSources(suite: string, host = thisHost()): SuiteSources {
  const { mirror, security } = ownRelease(host);
  const [updates, fixes] = [`${suite}-updates`, `${suite}-security`];
  return {
    suite,
    sources: [...narrow(mirror, [suite, updates]), ...narrow(security, [fixes])],
    optional: [updates, fixes],
  };
}

function ownRelease({ osRelease, sources }: DebianHost): OwnRelease {
  const id = /^ID="?([^"\n]*)"?$/m.exec(osRelease)?.[1] ?? 'something unknown';
  if (id !== 'debian') throw new EnvironmentError(`this machine runs ${id}, not Debian. ${remedy}`);
  const codeName = /^VERSION_CODENAME="?([^"\n]*)"?$/m.exec(osRelease)?.[1];
  const main = sources.filter(({ components, uris }) => components.includes('main') && uris.length > 0);
  const having = (suite: string) => main.filter(({ suites }) => suites.includes(suite));
  const suite = [...(codeName ? [codeName] : []), ...movingSuites].find((name) => having(name).length > 0);
  if (suite === undefined) {
    throw new EnvironmentError(
      `no apt source in /etc/apt names ${codeName ? `Debian ${codeName}` : 'a Debian release'} with its component main. ` +
        `Add the Debian mirror of your choice to /etc/apt/sources.list.d/debian.sources (see sources.list(5)).`,
    );
  }
  return { suite, mirror: having(suite), security: having(`${suite}-security`), main };
}

function narrow(sources: readonly AptSource[], suites: readonly string[]): AptSource[] {
  return sources.map((source) => ({ ...source, suites, components: ['main'] }));
}

function readOsRelease(): string {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch (cause) {
    throw new EnvironmentError(`cannot tell which system this is: no /etc/os-release. ${remedy}`, { cause });
  }
}
