import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import { formatDeb822, type AptSource } from './apt-sources.js';
import { command, CommandFailure } from './command.js';
import type { SuiteSources } from './debian-release.js';

/** A package file as apt knows it from a signed index. */
export interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly file: string;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A version of a package, and which of the sources has it. */
export interface OfferedVersion {
  readonly name: string;
  readonly version: string;
  /** `bookworm`, `bookworm-security`. */
  readonly suite: string;
}

/**
 * The machine's own apt, with state, cache and sources of its own: nothing of the system changes, no root is needed,
 * and the architecture may be another. Proxies, credentials and trusted keys stay the machine's.
 */
export class PrivateApt {
  private constructor(
    readonly architecture: string,
    readonly suite: string,
    private readonly directory: string,
    private readonly from: SuiteSources,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /**
   * Sets up the folder and brings the package indexes up to date; apt checks their signatures.
   *
   * @throws EnvironmentError when the mirror cannot be reached, or what it has cannot be trusted
   */
  static async open(
    directory: string,
    from: SuiteSources,
    architecture: string,
    signal: AbortSignal | undefined,
  ): Promise<PrivateApt> {
    await updateIndexes(directory, from, architecture, 'Packages', signal);
    return new PrivateApt(architecture, from.suite, directory, from, signal);
  }

  /** Every version of packages that its sources have, newest first; none of a package that they do not have. */
  async versions(names: readonly string[]): Promise<OfferedVersion[]> {
    return parseMadison(await this.run('apt-cache', ['madison', ...names]));
  }

  /** The same without those of its sources that it can do without; nothing when there are none. */
  async withoutOptional(): Promise<PrivateApt | undefined> {
    const { optional = [], ...from } = this.from;
    if (optional.length === 0) return undefined;
    const less = { ...from, sources: without(this.from, optional) };
    return PrivateApt.open(this.directory, less, this.architecture, this.signal);
  }

  /** From now on, packages whose names match are taken in versions that match, and not in the newest one. */
  async prefer(packages: string, versions: string): Promise<void> {
    const pin = { packages, versions };
    await writeFile(join(this.directory, 'preferences'), formatPreferences(this.from, pin));
  }

  /** The packages and all that they depend on. */
  async closure(packages: readonly string[]): Promise<PackageFile[]> {
    const args = ['install', '--yes', '--no-install-recommends', '--print-uris', ...packages];
    return parseUris(await this.run('apt-get', args));
  }

  /** The packages alone. */
  async only(packages: readonly string[]): Promise<PackageFile[]> {
    return parseUris(await this.run('apt-get', ['download', '--print-uris', ...packages]));
  }

  /** The value of `Depends` of a package, as `apt-cache show` has it. */
  async depends(name: string): Promise<string> {
    const shown = (await this.run('apt-cache', ['show', '--no-all-versions', name])).toString();
    return /^Depends: (.*)$/m.exec(shown)?.[1] ?? '';
  }

  /** Downloads exactly these files into a folder; apt compares them with the signed index. */
  async download(files: readonly PackageFile[], directory: string): Promise<void> {
    const wanted = files.map(({ name, architecture, version }) => `${name}:${architecture}=${version}`);
    await this.run('apt-get', ['download', ...wanted], directory);
  }

  private async run(program: string, args: readonly string[], cwd?: string): Promise<Buffer> {
    return runApt(this.directory, program, args, this.signal, cwd);
  }
}

/**
 * Brings the indexes of a folder's own apt up to date, and makes that folder when it is not there.
 *
 * @param target - lists of packages, or only the signed indexes of the suites
 * @throws EnvironmentError when the mirror cannot be reached, or what it has cannot be trusted
 */
export async function updateIndexes(
  directory: string,
  from: SuiteSources,
  architecture: string,
  target: 'Packages' | 'None',
  signal: AbortSignal | undefined,
): Promise<void> {
  makeFolder(join(directory, 'lists', 'partial'));
  makeFolder(join(directory, 'cache', 'archives', 'partial'));
  makeFolder(join(directory, 'sources'));
  await writeFile(join(directory, 'status'), '');
  await writeFile(join(directory, 'preferences'), formatPreferences(from));
  await writeFile(join(directory, 'apt.conf'), formatConfiguration(directory, architecture));
  const update = async (sources: readonly AptSource[]) => {
    const file = join(directory, 'sources', 'debian.sources');
    await writeFile(file, formatDeb822(sources, architecture, target));
    await runApt(directory, 'apt-get', ['update', '--error-on=any'], signal);
  };
  try {
    const missing = await update(from.sources).catch(missingSuites);
    if (missing) await update(without(from, missing));
  } catch (cause) {
    if (!(cause instanceof CommandFailure)) throw cause;
    throw new EnvironmentError(
      `apt cannot read the package indexes of Debian ${from.suite} for ${architecture}; ` +
        'check the network, and that `apt-get update` works on this machine',
      { cause },
    );
  }
}

/** The suites that a mirror turned out not to have, if that is all that went wrong. @throws the failure if it is not */
function missingSuites(failure: unknown): string[] {
  if (!(failure instanceof CommandFailure)) throw failure;
  const complaints = failure.output.split('\n').filter((line) => line.startsWith('E: '));
  return complaints.map((line) => {
    const missing =
      /^E: The repository '\S+ (\S+) Release' (?:does not have|no longer has) a Release file/.exec(line);
    if (!missing?.[1]) throw failure;
    return missing[1];
  });
}

/** @throws EnvironmentError when one is missing that must be there */
function without({ sources, optional = [] }: SuiteSources, missing: readonly string[]): AptSource[] {
  const needed = missing.find((suite) => !optional.includes(suite));
  if (needed !== undefined) throw new EnvironmentError(`the mirror has no suite ${needed}`);
  return sources.flatMap((source) => {
    const suites = source.suites.filter((suite) => !missing.includes(suite));
    return suites.length > 0 ? [{ ...source, suites }] : [];
  });
}

async function runApt(
  directory: string,
  program: string,
  args: readonly string[],
  signal: AbortSignal | undefined,
  cwd?: string,
): Promise<Buffer> {
  const configuration = ['--config-file', join(directory, 'apt.conf')];
  return command(program, [...configuration, ...args], { ...(cwd && { cwd }), signal });
}

/**
 * A third party's repository may use Debian's suite names too: nothing but Debian's own packages may come in. Where a
 * version is wanted that is not the newest, it goes before all.
 */
function formatPreferences(
  { origins = ['Debian'] }: SuiteSources,
  wanted?: { readonly packages: string; readonly versions: string },
): string {
  return [
    ...(wanted ? [pin(wanted.packages, `version ${wanted.versions}`, 1001)] : []),
    ...origins.map((origin) => pin('*', `release o=${origin}`, 500)),
    pin('*', 'release o=*', -1),
  ].join('\n');
}

/** See apt_preferences(5). */
function pin(packages: string, what: string, priority: number): string {
  return `Package: ${packages}\nPin: ${what}\nPin-Priority: ${priority}\n`;
}

/** Read by apt after all of the machine's own configuration, so what is set here wins. See apt.conf(5). */
function formatConfiguration(directory: string, architecture: string): string {
  const settings = {
    'Dir::State': directory,
    'Dir::State::lists': join(directory, 'lists'),
    'Dir::State::status': join(directory, 'status'),
    'Dir::Cache': join(directory, 'cache'),
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': join(directory, 'sources'),
    'Dir::Etc::preferences': join(directory, 'preferences'),
    'Dir::Etc::preferencesparts': '/dev/null',
    'APT::Architecture': architecture,
    // apt's own sandbox user could not enter a folder of the caller's.
    'APT::Sandbox::User': 'root',
    'APT::Get::AllowUnauthenticated': 'false',
    'Acquire::AllowInsecureRepositories': 'false',
    'Acquire::ForceHash': 'SHA256',
    'Acquire::Retries': '2',
  };
  return [
    // The machine's hooks would act on the system, and its list of architectures is not the guest's.
    '#clear APT::Update::Post-Invoke;',
    '#clear APT::Update::Post-Invoke-Success;',
    '#clear APT::Update::Pre-Invoke;',
    '#clear APT::Architectures;',
    `APT::Architectures { "${architecture}"; };`,
    ...Object.entries(settings).map(([name, value]) => `${name} "${value}";`),
  ].join('\n');
}

/** Parses `apt-cache madison`: `PACKAGE | VERSION | URI SUITE/COMPONENT ARCHITECTURE Packages`, newest first. */
export function parseMadison(output: Buffer): OfferedVersion[] {
  const rows = output.toString().matchAll(/^\s*(\S+) \|\s*(\S+) \| \S+ (\S+)\/[^\s/]+ \S+ Packages$/gm);
  return [...rows].map(([, name = '', version = '', suite = '']) => ({ name, version, suite }));
}

/** Parses `--print-uris`: `'URI' NAME_VERSION_ARCHITECTURE.deb SIZE SHA256:HEX`. */
export function parseUris(output: Buffer): PackageFile[] {
  return output
    .toString()
    .split('\n')
    .flatMap((line) => {
      const match = /^'[^']*' ((\S+?)_(\S+?)_(\S+?)\.deb) \d+ SHA256:([0-9a-f]+)$/.exec(line);
      if (!match) return [];
      const [, file = '', name = '', version = '', architecture = '', sha256 = ''] = match;
      return [{ name, version: decodeURIComponent(version), architecture, file, sha256 }];
    });
}
