import { join } from 'node:path';
import { describeError, UsageError, VmwrightError } from '../support/errors.js';
import { PrivateApt } from './apt.js';
import { thisHost, type DebianHost } from './debian-release.js';
import { chooseSuite, readSuites, suiteSources, type Suite } from './suites.js';
import { compareVersions, matchesVersion, withoutEpoch } from './version.js';

/** A version of a package that a suite has. */
export interface Offer {
  /** Debian's own, with its epoch: `1:7.2+dfsg-7+deb12u18+b3`. */
  readonly version: string;
  readonly suite: Suite;
  /** Whether the suite has no newer one. */
  readonly newest: boolean;
}

export interface ArchiveOptions {
  /** vmwright's cache. Whoever reads the archive holds the lock on it. */
  readonly cache: string;
  /** Debian's name. */
  readonly architecture: string;
  readonly signal: AbortSignal | undefined;
  /** Is told what is done, as a line to show. */
  readonly progress: (line: string) => void;
  /** Default: this machine. */
  readonly host?: DebianHost | undefined;
}

/** All the suites of the machine's own Debian mirror; each is read when it is first needed. */
export class Archive {
  readonly #apts = new Map<string, Promise<PrivateApt>>();
  readonly #offers = new Map<string, Promise<Offer[]>>();
  /** Why suites could not be read. */
  readonly #failures = new Map<string, VmwrightError>();

  private constructor(
    readonly suites: readonly Suite[],
    private readonly options: ArchiveOptions,
    private readonly host: DebianHost,
  ) {}

  /**
   * Finds out which suites there are.
   *
   * @param also - a suite to look for that has none of Debian's moving names
   * @throws EnvironmentError when this is no Debian, or the mirror cannot be reached
   */
  static async open(options: ArchiveOptions, also: readonly string[] = []): Promise<Archive> {
    const { cache, architecture, signal, progress, host = thisHost() } = options;
    progress('asking the Debian mirror which suites it has');
    const directory = join(cache, 'apt', `suites-${architecture}`);
    return new Archive(await readSuites(directory, host, architecture, also, signal), options, host);
  }

  /** @throws UsageError when there is no such suite, telling which there are */
  suite(wanted: string): Suite {
    return chooseSuite(this.suites, wanted);
  }

  /** A suite's packages. @throws EnvironmentError when its indexes cannot be read */
  async apt(suite: Suite): Promise<PrivateApt> {
    this.#announce([suite]);
    return this.#open(suite);
  }

  /**
   * The newest version that is meant by the beginning of one; from a release if one has it, else from backports and
   * experimental.
   *
   * @param only - the suite to look in; all when left out
   * @throws UsageError when no suite has such a version, telling which there are
   * @throws EnvironmentError when no suite could be read
   */
  async find(name: string, wanted: string, only?: Suite): Promise<Offer> {
    const meant = (offers: readonly Offer[]) =>
      offers
        .filter(({ version }) => matchesVersion(version, wanted))
        .sort((a, b) => compareVersions(b.version, a.version))[0];
    if (only) {
      const offers = await this.offers(name, [only]);
      return meant(offers) ?? this.#refuse(name, wanted, offers, `Debian ${only.name} has`);
    }
    const releases = this.suites.filter(({ base }) => base === undefined);
    const found = meant(await this.offers(name, releases));
    if (found) return found;
    const all = await this.offers(name);
    return meant(all) ?? this.#refuse(name, wanted, all, 'there are');
  }

  /** The versions of a package in suites, all when left out; a suite that cannot be read has none, unless all cannot. */
  async offers(name: string, suites: readonly Suite[] = this.suites): Promise<Offer[]> {
    this.#announce(suites);
    const found = await Promise.all(
      suites.map(async (suite) => {
        const key = `${suite.name} ${name}`;
        const offers = this.#offers.get(key) ?? this.#read(name, suite);
        this.#offers.set(key, offers);
        return offers;
      }),
    );
    const [failure] = this.#failures.values();
    if (failure && suites.every((suite) => this.#failures.has(suite.name))) throw failure;
    return found.flat();
  }

  #announce(suites: readonly Suite[]): void {
    const names = suites.map(({ name }) => name).filter((name) => !this.#apts.has(name));
    const { progress, architecture } = this.options;
    if (names.length > 0)
      progress(`reading the package indexes of Debian ${names.join(', ')} (${architecture})`);
  }

  #open(suite: Suite): Promise<PrivateApt> {
    const { cache, architecture, signal } = this.options;
    const known = this.#apts.get(suite.name);
    if (known) return known;
    const state = join(cache, 'apt', `${suite.name}-${architecture}`);
    const apt = PrivateApt.open(state, suiteSources(suite, this.host), architecture, signal);
    this.#apts.set(suite.name, apt);
    return apt;
  }

  async #read(name: string, suite: Suite): Promise<Offer[]> {
    try {
      const rows = await (await this.#open(suite)).versions([name]);
      // What it stands on is a suite by itself.
      const own = rows.filter((row) => suite.base === undefined || row.suite === suite.name);
      const versions = [...new Set(own.map(({ version }) => version))];
      return versions.map((version) => ({ version, suite, newest: version === rows[0]?.version }));
    } catch (error) {
      this.options.signal?.throwIfAborted();
      if (!(error instanceof VmwrightError)) throw error;
      this.#failures.set(suite.name, error);
      return [];
    }
  }

  #refuse(name: string, wanted: string, offers: readonly Offer[], introduction: string): never {
    const unread = [...this.#failures]
      .map(([suite, error]) => `; ${suite}: ${describeError(error)}`)
      .join('');
    const there = describeOffers(offers);
    if (there === '')
      throw new UsageError(`no suite of this machine's Debian mirror has the package ${name}${unread}`);
    throw new UsageError(`${name} ${wanted} is not to be had: ${introduction} ${there}${unread}`);
  }
}

/** `7.2+dfsg-7 (bookworm), 10.0.13+ds-0 (trixie, forky)`: oldest first. */
export function describeOffers(offers: readonly Offer[]): string {
  const suitesOf = new Map<string, string[]>();
  for (const { version, suite } of [...offers].sort((a, b) => compareVersions(a.version, b.version))) {
    suitesOf.set(version, [...(suitesOf.get(version) ?? []), suite.name]);
  }
  return [...suitesOf]
    .map(([version, suites]) => `${withoutEpoch(version)} (${suites.join(', ')})`)
    .join(', ');
}
