/**
 * Adds up, for each CPU, the rows of /proc/interrupts that stand between the lines `interrupts LABEL` and
 * `interrupts end`. The first row names the columns, which are the online CPUs. Nothing when there are no such lines.
 */
export function readInterruptCounts(lines: readonly string[], label: string): ReadonlyMap<number, number> {
  const start = lines.indexOf(`interrupts ${label}`);
  const end = lines.indexOf('interrupts end', start);
  const counts = new Map<number, number>();
  if (start < 0 || end < 0) return counts;
  const [header = [], ...rows] = lines.slice(start + 1, end).map((line) => line.trim().split(/\s+/));
  for (const [column, name] of header.entries()) {
    const total = rows.reduce((sum, row) => sum + Number(row[column + 1] ?? 0), 0);
    counts.set(Number(name.replace('CPU', '')), total);
  }
  return counts;
}
