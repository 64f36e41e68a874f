import { readFileSync } from 'node:fs';
import { EnvironmentError } from '../support/errors.js';
import { readAptSources, type AptSource } from './apt-sources.js';

const remedy =
  'The guest is made of Debian packages: run this on Debian 12 or newer, or give a kernel and an initramfs of your own ' +
  '(--kernel, --initrd).';

/** Names that a machine which follows a moving release has in its sources in the place of a code name. */
const movingSuites = ['stable', 'testing', 'unstable', 'sid'];

/** Where one suite's packages come from. */
export interface SuiteSources {
  readonly suite: string;
  readonly sources: readonly AptSource[];
}

/**
 * The machine's own Debian release and its mirror, as its apt sources name them.
 *
 * @param wanted - another suite, to be looked for on the same mirror
 * @throws EnvironmentError when this is no Debian, or its apt has no Debian source
 */
export function debianSources(
  wanted?: string,
  osRelease = readOsRelease(),
  sources = readAptSources(),
): SuiteSources {
  const id = /^ID="?([^"\n]*)"?$/m.exec(osRelease)?.[1] ?? 'something unknown';
  if (id !== 'debian') throw new EnvironmentError(`this machine runs ${id}, not Debian. ${remedy}`);
  const codeName = /^VERSION_CODENAME="?([^"\n]*)"?$/m.exec(osRelease)?.[1];
  const main = sources.filter(({ components, uris }) => components.includes('main') && uris.length > 0);
  const own = [...(codeName ? [codeName] : []), ...movingSuites].find((suite) =>
    main.some(({ suites }) => suites.includes(suite)),
  );
  if (own === undefined) {
    throw new EnvironmentError(
      `no apt source in /etc/apt names ${codeName ? `Debian ${codeName}` : 'a Debian release'} with its component main. ` +
        `Add the Debian mirror of your choice to /etc/apt/sources.list.d/debian.sources (see sources.list(5)).`,
    );
  }
  if (wanted === undefined || wanted === own) return { suite: own, sources: ofSuite(main, own) };
  const base = main.filter(({ suites }) => suites.includes(own));
  return { suite: wanted, sources: narrow(base, [wanted]) };
}

function ofSuite(sources: readonly AptSource[], suite: string): AptSource[] {
  const family = [suite, `${suite}-updates`, `${suite}-security`, `${suite}/updates`];
  return sources.flatMap((source) => {
    const suites = source.suites.filter((name) => family.includes(name));
    return suites.length > 0 ? narrow([source], suites) : [];
  });
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
