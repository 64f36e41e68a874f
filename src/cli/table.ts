/** Rows with their columns below each other, two blanks apart; the last column is as long as it is. */
export function table(rows: readonly (readonly string[])[], indent = ''): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, text] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, text.length);
  }
  return rows
    .map((row) =>
      row.map((text, column) => (column === row.length - 1 ? text : text.padEnd(widths[column] ?? 0))),
    )
    .map((row) => `${indent}${row.join('  ')}`.trimEnd())
    .join('\n');
}
