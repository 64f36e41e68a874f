/**
 * Compares two versions of Debian packages as dpkg does: epoch, then upstream version, then revision; `~` sorts before
 * everything, even before the end. See deb-version(7).
 *
 * @returns below 0 when `a` is older, above 0 when it is newer
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [split(a), split(b)];
  return (
    left.epoch - right.epoch ||
    compareParts(left.upstream, right.upstream) ||
    compareParts(left.revision, right.revision)
  );
}

/**
 * Whether somebody who says `wanted` may mean this version: `7.2` is `1:7.2+dfsg-7+deb12u18`, and not `7.20`. The epoch
 * may be left out, and a part is given whole or not at all.
 */
export function matchesVersion(version: string, wanted: string): boolean {
  const text = wanted.includes(':') ? version : withoutEpoch(version);
  return text.startsWith(wanted) && !/^[0-9A-Za-z]/.test(text.slice(wanted.length));
}

/** Whether a text can be meant as a version, or the beginning of one: these begin with a digit. */
export function isVersionLike(text: string): boolean {
  return /^\d[\w.+~:-]*$/.test(text);
}

/** Debian's epoch says nothing of the software: `1:7.2` is QEMU 7.2. */
export function withoutEpoch(version: string): string {
  return version.replace(/^\d+:/, '');
}

/** Without what a rebuild adds, `+b3`: packages for every architecture, of the same source, are not built again. */
export function sourceVersion(version: string): string {
  return version.replace(/\+b\d+$/, '');
}

function split(version: string): { epoch: number; upstream: string; revision: string } {
  const rest = withoutEpoch(version);
  const epoch = rest === version ? 0 : parseInt(version, 10);
  const dash = rest.lastIndexOf('-');
  if (dash < 0) return { epoch, upstream: rest, revision: '' };
  return { epoch, upstream: rest.slice(0, dash), revision: rest.slice(dash + 1) };
}

/** By turns what is no digit, and a number. */
function compareParts(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [l, r] = [left[at], right[at]];
    const difference =
      compareTexts(l?.text ?? '', r?.text ?? '') || compareNumbers(l?.number ?? '', r?.number ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

function parts(text: string): { text: string; number: string }[] {
  return [...text.matchAll(/(\D*)(\d*)/g)].map(([, before = '', digits = '']) => ({
    text: before,
    number: digits.replace(/^0+/, ''),
  }));
}

function compareTexts(a: string, b: string): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = weight(a[at]) - weight(b[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A tilde, then the end, then letters, then all else. */
function weight(character: string | undefined): number {
  if (character === undefined) return 0;
  if (character === '~') return -1;
  const code = character.charCodeAt(0);
  return /[A-Za-z]/.test(character) ? code : code + 0x100;
}

/** Without leading zeros the longer one is larger; digits sort as texts do. */
function compareNumbers(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
