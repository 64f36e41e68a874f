import type { Palette } from './paint.js';
import { counted, harmless } from './text.js';

/** A cell that did not run. */
export interface SkippedCell {
  readonly id: string;
  readonly reason: string;
}

/** A line for each reason, with the names of those that share it under it. */
export function describeSkipped(cells: readonly SkippedCell[], palette: Palette): string[] {
  const reasons = [...new Set(cells.map(({ reason }) => reason))];
  return reasons.flatMap((reason) => {
    const ids = cells.flatMap((cell) => (cell.reason === reason ? [harmless(cell.id)] : []));
    const why = harmless(reason.replaceAll('\n', ' '));
    if (ids.length === 1) return [`${palette.outcome('skip')} ${ids.join()}: ${why}`];
    return [
      `${palette.outcome('skip')} ${counted(ids.length, 'cell')}: ${why}`,
      ...scenariosOf(ids).map((line) => `      ${palette.quiet(line)}`),
    ];
  });
}

/** Cells of one scenario go into one line: `plug-again, 3 cells`. */
function scenariosOf(ids: readonly string[]): string[] {
  const names = ids.map((id) => id.replace(/[[#].*/, ''));
  return [...new Set(names)].map((name) => {
    const own = ids.filter((_, index) => names[index] === name);
    return own.length === 1 ? own.join() : `${name}, ${counted(own.length, 'cell')}`;
  });
}
