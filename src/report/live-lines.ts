import type { Palette } from './paint.js';
import type { CellState, RunState } from './run-state.js';
import type { LiveLine, ScreenSize } from './screen.js';
import { displayWidth, duration, fit, fitMiddle, harmless } from './text.js';

/** A line for each running cell, and one for the whole run. */
export function liveLines(
  run: RunState,
  now: number,
  { columns, rows }: ScreenSize,
  palette: Palette,
): LiveLine[] {
  if (!run.started || run.finished) return [];
  // The last column stays free: a terminal wraps when it is filled.
  const width = columns - 1;
  const running = run.cells.filter(({ status }) => status.is === 'running');
  // The whole must fit on the screen, or the cursor could not come back to its top.
  const room = Math.max(0, rows - 3);
  const shown = running.length <= room ? running : running.slice(0, Math.max(0, room - 1));
  const hidden = running.length - shown.length;
  return [
    ...shown.map((cell) => cellLine(cell, now, width, palette)),
    ...(hidden > 0 ? [quietLine(`      … and ${hidden} more`, width, palette)] : []),
    quietLine(`      ${progressText(run, running.length, now - run.started.at)}`, width, palette),
  ];
}

/** The name gives way first: which step, and for how long, is what one looks for. */
function cellLine(
  { description, status }: CellState,
  now: number,
  width: number,
  palette: Palette,
): LiveLine {
  if (status.is !== 'running') return { text: '', painted: '' };
  const { steps } = description;
  const step = `${status.step + 1}/${steps.length} ${harmless(steps[status.step] ?? '')}`;
  const tail = fit(`  ${step}  ${duration(now - status.stepSince)}`, width);
  const name = fitMiddle(`  >   ${harmless(description.id)}`, width - displayWidth(tail));
  return { text: `${name}${tail}`, painted: `${name}${palette.quiet(tail)}` };
}

/** One that is not what a person looks for first. */
export function quietLine(full: string, width: number, palette: Palette): LiveLine {
  const text = fit(full, width);
  return { text, painted: palette.quiet(text) };
}

function progressText(run: RunState, running: number, ms: number): string {
  const { pass, fail, known, skip, error } = run.counts;
  const done = `${pass + fail + known + skip + error} of ${run.cells.length} done`;
  const counts: [number, string][] = [
    [pass, 'passed'],
    [fail, 'failed'],
    [error, 'broke'],
    [known, 'known'],
    [skip, 'skipped'],
    [running, 'running'],
  ];
  const said = counts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  return `${[done, ...said].join(', ')} · ${duration(ms)}`;
}
