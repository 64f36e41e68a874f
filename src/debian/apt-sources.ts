import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One entry of apt's sources: a `deb` line, or a deb822 stanza. See sources.list(5). */
export interface AptSource {
  readonly uris: readonly string[];
  readonly suites: readonly string[];
  readonly components: readonly string[];
  /** The value of `Signed-By` as a deb822 file has it: key rings, fingerprints, or a key in full over many lines. */
  readonly signedBy?: string;
}

/** The sources of binary packages that this machine's apt uses. A file that is not there counts as empty. */
export function readAptSources(etcApt = '/etc/apt'): AptSource[] {
  const parts = join(etcApt, 'sources.list.d');
  const names = listDirectory(parts).sort();
  return [
    ...parseListFile(readText(join(etcApt, 'sources.list'))),
    ...names.filter((n) => n.endsWith('.list')).flatMap((n) => parseListFile(readText(join(parts, n)))),
    ...names.filter((n) => n.endsWith('.sources')).flatMap((n) => parseDeb822(readText(join(parts, n)))),
  ];
}

/** Parses the one-line style: `deb [option=value …] URI SUITE COMPONENT…`. */
export function parseListFile(text: string): AptSource[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*deb\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
    if (!match) return [];
    const [, options = '', uri = '', suite = '', components = ''] = match;
    const signedBy = /(?:^|\s)signed-by\s*=\s*(\S+)/i.exec(options)?.[1]?.replaceAll(',', ' ');
    return [{ uris: [uri], suites: [suite], components: words(components), ...(signedBy && { signedBy }) }];
  });
}

/** Parses the deb822 style: stanzas of `Field: value`, continued on lines that begin with a blank. */
export function parseDeb822(text: string): AptSource[] {
  const uncommented = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');
  return uncommented.split(/\n[ \t]*\n/).flatMap((stanza) => {
    const fields = new Map<string, string>();
    for (const [, name = '', value = ''] of stanza.matchAll(/^([^\s:]+):[ \t]*(.*(?:\n[ \t].*)*)/gm)) {
      fields.set(name.toLowerCase(), value.trimEnd());
    }
    const enabled = !/^(no|false|without|off|disable|0)$/i.test(fields.get('enabled') ?? 'yes');
    if (!enabled || !words(fields.get('types') ?? '').includes('deb')) return [];
    const signedBy = fields.get('signed-by');
    return [
      {
        uris: words(fields.get('uris') ?? ''),
        suites: words(fields.get('suites') ?? ''),
        components: words(fields.get('components') ?? ''),
        ...(signedBy && { signedBy }),
      },
    ];
  });
}

/**
 * Writes sources in deb822 style, for one architecture.
 *
 * @param target - which indexes apt shall fetch with the signed list of what a suite has; of an unknown name, none
 */
export function formatDeb822(
  sources: readonly AptSource[],
  architecture: string,
  target: 'Packages' | 'None' = 'Packages',
): string {
  return sources
    .map(({ uris, suites, components, signedBy }) =>
      [
        'Types: deb',
        `URIs: ${uris.join(' ')}`,
        `Suites: ${suites.join(' ')}`,
        `Components: ${components.join(' ')}`,
        `Architectures: ${architecture}`,
        'Languages: none',
        `Targets: ${target}`,
        ...(signedBy ? [`Signed-By: ${signedBy}`] : []),
      ].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function listDirectory(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
