import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import { formatDeb822 } from './apt-sources.js';
import { command } from './command.js';
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

/**
 * The machine's own apt, with state, cache and sources of its own: nothing of the system changes, no root is needed,
 * and the architecture may be another. Proxies, credentials and trusted keys stay the machine's.
 */
export class PrivateApt {
  private constructor(
    readonly architecture: string,
    readonly suite: string,
    private readonly configuration: string,
    private readonly signal: AbortSignal | undefined,
  ) {}

  /** Sets up the folder and brings the package indexes up to date; apt checks their signatures. */
  static async open(
    directory: string,
    from: SuiteSources,
    architecture: string,
    signal: AbortSignal | undefined,
  ): Promise<PrivateApt> {
    await mkdir(join(directory, 'lists', 'partial'), { recursive: true });
    await mkdir(join(directory, 'cache', 'archives', 'partial'), { recursive: true });
    await mkdir(join(directory, 'sources'), { recursive: true });
    await writeFile(join(directory, 'status'), '');
    await writeFile(join(directory, 'sources', 'debian.sources'), formatDeb822(from.sources, architecture));
    await writeFile(join(directory, 'preferences'), preferences);
    const configuration = join(directory, 'apt.conf');
    await writeFile(configuration, formatConfiguration(directory, architecture));
    const apt = new PrivateApt(architecture, from.suite, configuration, signal);
    await apt.update();
    return apt;
  }

  private async update(): Promise<void> {
    try {
      await this.run('apt-get', ['update', '--error-on=any']);
    } catch (cause) {
      if (!(cause instanceof EnvironmentError)) throw cause;
      throw new EnvironmentError(
        `apt cannot read the package indexes of Debian ${this.suite} for ${this.architecture}; ` +
          'check the network, and that `apt-get update` works on this machine',
        { cause },
      );
    }
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
    return command(program, ['--config-file', this.configuration, ...args], {
      ...(cwd && { cwd }),
      signal: this.signal,
    });
  }
}

// A third party's repository may use Debian's suite names too. Nothing but Debian's own packages may come in.
const preferences = `Package: *
Pin: release o=Debian
Pin-Priority: 500

Package: *
Pin: release o=*
Pin-Priority: -1
`;

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

/** Parses `--print-uris`: `'URI' NAME_VERSION_ARCHITECTURE.deb SIZE SHA256:HEX`. */
function parseUris(output: Buffer): PackageFile[] {
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
