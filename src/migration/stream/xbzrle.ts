/**
 * Applies an XBZRLE record to the page that was sent before: pairs of a run of bytes that stay and a run of bytes that are
 * new, each with its length as LEB128 (QEMU's docs/devel/migration/features, xbzrle).
 *
 * @returns whether it fits the page
 */
export function applyXbzrle(page: Buffer, changes: Buffer): boolean {
  let [at, from] = [0, 0];
  const length = (): number => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = changes[from++];
      if (byte === undefined || shift > 14) return NaN;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
      shift += 7;
    }
  };
  while (from < changes.length) {
    at += length();
    // The last run may be one of bytes that stay.
    if (from === changes.length) break;
    const changed = length();
    if (!(at + changed <= page.length && from + changed <= changes.length)) return false;
    changes.copy(page, at, from, from + changed);
    at += changed;
    from += changed;
  }
  return at <= page.length;
}
