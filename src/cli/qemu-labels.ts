import type { Versioned } from '../runner/index.js';

/** A QEMU that was named on the command line. */
export interface NamedQemu extends Versioned {
  /** As it was given: a name, a version, a path. */
  readonly word: string;
  readonly path: string;
}

/**
 * A short name for each of several QEMUs, for a table's heads and folders' names: a name or a version as it was given; of a path its
 * version, or when another has the same one the folder or file that tells them apart.
 */
export function labelsOf(qemus: readonly NamedQemu[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const taken = new Set(qemus.flatMap(({ word }) => (word.includes('/') ? [] : [word])));
  for (const qemu of qemus) {
    const label = qemu.word.includes('/') ? labelOfPath(qemu, qemus, taken) : qemu.word;
    taken.add(label);
    labels.set(qemu.word, label.replaceAll(/[^A-Za-z0-9._+-]+/g, '-'));
  }
  return labels;
}

function labelOfPath(
  { word, version }: NamedQemu,
  qemus: readonly NamedQemu[],
  taken: ReadonlySet<string>,
): string {
  const short = shortVersion(version);
  const hasVersion = (other: NamedQemu) => shortVersion(other.version) === short;
  if (qemus.filter(hasVersion).length === 1 && !taken.has(short)) return short;
  const others = qemus.filter((other) => other.word !== word).map((other) => other.word.split('/'));
  const telling = word
    .split('/')
    .reverse()
    .find((part) => part !== '' && part !== '.' && others.every((parts) => !parts.includes(part)));
  const label = telling ?? short;
  for (let count = 2, name = label; ; name = `${label}-${count++}`) if (!taken.has(name)) return name;
}

function shortVersion({ major, minor }: Versioned['version']): string {
  return `${major}.${minor}`;
}
