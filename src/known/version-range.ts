/** QEMU versions, both ends included: `7.2` means every 7.2.x. An end that is left out is open. */
export interface VersionRange {
  readonly from?: readonly number[] | undefined;
  readonly to?: readonly number[] | undefined;
}

const version = String.raw`\d+(?:\.\d+){0,2}`;
const forms: readonly [RegExp, (one: number[], other: number[]) => VersionRange][] = [
  [/^any$/, () => ({})],
  [new RegExp(`^(${version})$`), (one) => ({ from: one, to: one })],
  [new RegExp(`^(${version}) to (${version})$`), (from, to) => ({ from, to })],
  [new RegExp(`^from (${version})$`), (from) => ({ from })],
  [new RegExp(`^to (${version})$`), (to) => ({ to })],
];

/** Reads `7.2`, `5.2 to 7.2`, `from 8.0`, `to 7.2.4` or `any`; nothing when it is none of them, or its end comes before its beginning. */
export function parseVersionRange(text: string): VersionRange | undefined {
  for (const [form, make] of forms) {
    const match = form.exec(text.trim().replace(/\s+/g, ' '));
    if (!match) continue;
    const range = make(numbers(match[1] ?? ''), numbers(match[2] ?? ''));
    const { from, to } = range;
    return from && to && compare(from, to) > 0 ? undefined : range;
  }
  return undefined;
}

/** Whether a QEMU's version, as in `7.2.22 (Debian 1:7.2+dfsg-7)`, is within the range. */
export function isWithin(text: string, { from, to }: VersionRange): boolean {
  const is = numbers(/^\d+(\.\d+)*/.exec(text)?.[0] ?? '');
  if (is.length === 0) return false;
  return (!from || compare(is, from) >= 0) && (!to || compare(is.slice(0, to.length), to) <= 0);
}

function numbers(text: string): number[] {
  return text === '' ? [] : text.split('.').map(Number);
}

function compare(one: readonly number[], other: readonly number[]): number {
  const length = Math.max(one.length, other.length);
  const index = Array.from({ length }, (_, i) => i).find((i) => (one[i] ?? 0) !== (other[i] ?? 0));
  return index === undefined ? 0 : (one[index] ?? 0) - (other[index] ?? 0);
}
