import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../support/errors.js';
import { nearest } from '../support/nearest.js';
import { updateIndexes } from './apt.js';
import {
  mirrorSources,
  otherSources,
  ownSources,
  type DebianHost,
  type SuiteSources,
} from './debian-release.js';

/** A suite that the machine's own mirror has. */
export interface Suite {
  /** As in `dists/` of the mirror: `bookworm`, `bookworm-backports`, `experimental`. */
  readonly name: string;
  /** What Debian calls it for the time being: `oldstable`. */
  readonly alias: string;
  /** The suite that it stands on, where its packages are only those that differ: `bookworm`. */
  readonly base: string | undefined;
  /** The `Origin` of its signed index. */
  readonly origin: string;
}

/** Debian's own names for what moves, oldest first. Which release each stands for, the mirror says. */
const movingNames = ['oldoldstable', 'oldstable', 'stable', 'testing', 'unstable', 'experimental'];

/**
 * Asks the machine's mirror which suites it has: Debian's moving names, their backports, and what else is asked for.
 * apt fetches and checks the signed index of each, and no list of packages.
 *
 * @param also - more names to try
 * @throws EnvironmentError when the mirror cannot be reached, or a signature is wrong
 */
export async function readSuites(
  directory: string,
  host: DebianHost,
  architecture: string,
  also: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Suite[]> {
  const own = ownSources(host).suite;
  const releases = [...movingNames, own, ...also];
  const names = [...new Set([...releases, ...releases.map((name) => `${name}-backports`)])];
  const from = { suite: own, sources: mirrorSources(names, host), optional: names };
  await updateIndexes(directory, from, architecture, 'None', signal);
  return distinct(readReleases(join(directory, 'lists')), names);
}

/** @throws UsageError when there is no such suite, telling which there are */
export function chooseSuite(suites: readonly Suite[], wanted: string): Suite {
  const found = suites.find(({ name, alias }) => name === wanted || alias === wanted);
  if (found) return found;
  const names = suites.flatMap(({ name, alias }) => [name, alias]);
  const near = nearest(wanted, names);
  const there = suites.map(({ name, alias }) => (name === alias ? name : `${name} (${alias})`)).join(', ');
  throw new UsageError(
    `this machine's Debian mirror has no suite ${wanted}; ${near === undefined ? '' : `did you mean ${near}? `}it has: ${there}`,
  );
}

/** Where a suite's packages come from, those of the suite that it stands on included. */
export function suiteSources(suite: Suite, host: DebianHost): SuiteSources {
  const base = suite.base ?? suite.name;
  const own = ownSources(host);
  const below = base === own.suite ? own : otherSources(base, host);
  if (suite.base === undefined) return below;
  return {
    ...below,
    suite: suite.name,
    sources: [...below.sources, ...mirrorSources([suite.name], host)],
    origins: ['Debian', suite.origin],
  };
}

interface Release {
  readonly asked: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** What apt has in its lists: `MIRROR_dists_SUITE_InRelease`. */
function readReleases(lists: string): Release[] {
  return readdirSync(lists).flatMap((file) => {
    const asked = /_dists_(.+)_(?:In)?Release$/.exec(file)?.[1];
    if (asked === undefined) return [];
    // Hashes of files follow, with lines that begin with a blank.
    const lines = readFileSync(join(lists, file), 'utf8').matchAll(/^([A-Za-z-]+): (.*)$/gm);
    return [{ asked, fields: new Map([...lines].map(([, name = '', value = '']) => [name, value])) }];
  });
}

/** One for each release, though it may have been asked for by several names; in the order of `names`. */
function distinct(releases: readonly Release[], names: readonly string[]): Suite[] {
  const inOrder = [...releases].sort((a, b) => names.indexOf(a.asked) - names.indexOf(b.asked));
  const suites = new Map<string, Suite>();
  for (const release of inOrder) {
    const suite = toSuite(release, releases);
    if (!suites.has(suite.name)) suites.set(suite.name, suite);
  }
  return [...suites.values()];
}

function toSuite({ asked, fields }: Release, all: readonly Release[]): Suite {
  const alias = fields.get('Suite') ?? asked;
  const codeName = fields.get('Codename') ?? asked;
  const origin = fields.get('Origin') ?? 'Debian';
  if (fields.get('NotAutomatic') !== 'yes') return { name: codeName, alias, base: undefined, origin };
  if (codeName.endsWith('-backports'))
    return { name: codeName, alias, base: codeName.replace(/-backports$/, ''), origin };
  // Experimental stands on unstable, and has no folder of its code name.
  const unstable = all.find(({ fields: other }) => other.get('Suite') === 'unstable');
  return { name: asked, alias, base: unstable?.fields.get('Codename') ?? 'sid', origin };
}
