import { quietLine } from '../live-lines.js';
import type { Palette } from '../paint.js';
import type { LiveLine, ScreenSize } from '../screen.js';
import { counted, duration, harmless } from '../text.js';
import type { ExploreState } from './explore-state.js';

/** Fewer steps than these say nothing of how many there are in a minute. */
const tellingMs = 5_000;

/** `12 walks, 160 steps, 61 steps a minute, 214 pairs of operations`. */
export function progressText(state: ExploreState, now: number): string {
  const ms = state.walkedMs(now);
  const news = state.findings.filter(({ known }) => known === undefined).length;
  const rate = ms < tellingMs ? [] : [`${Math.round((state.steps * 60_000) / ms)} steps a minute`];
  return [
    counted(state.walks, 'walk'),
    counted(state.steps, 'step'),
    ...rate,
    `${counted(state.pairs, 'pair')} of operations`,
    ...(state.known > 0 ? [`${state.known} known`] : []),
    ...(state.errors > 0 ? [`${state.errors} could not be judged`] : []),
    ...(news > 0 ? [counted(news, 'finding')] : []),
  ].join(', ');
}

/** A line for each walk that runs, or for what is being shrunk, and one for all. */
export function liveLines(
  state: ExploreState,
  now: number,
  { columns, rows }: ScreenSize,
  palette: Palette,
): LiveLine[] {
  const { started, finished, shrinking } = state;
  if (!started || finished) return [];
  // The last column stays free: a terminal wraps when it is filled.
  const width = columns - 1;
  const line = (full: string) => quietLine(full, width, palette);
  const running = [...state.running.values()].slice(0, Math.max(0, rows - 3));
  return [
    ...(shrinking ? [line(`  >   shrinking: ${shrinkText(shrinking)}`)] : []),
    ...running.map(({ number, steps, step, stepSince }) =>
      line(
        `  >   walk ${number}  ${step + 1}/${steps.length} ${harmless(steps[step] ?? '')}  ${duration(now - stepSince)}`,
      ),
    ),
    line(
      `      ${progressText(state, now)} · ${duration(state.walkedMs(now))} of ${duration(started.budgetMs)}`,
    ),
  ];
}

/** `4 steps on 2 vCPUs, after 17 trials`. */
export function shrinkText({ steps, vcpus, trials }: NonNullable<ExploreState['shrinking']>): string {
  const machine = vcpus === undefined ? '' : ` on ${counted(vcpus, 'vCPU')}`;
  return `${counted(steps, 'step')}${machine}${trials === 0 ? '' : `, after ${counted(trials, 'trial')}`}`;
}
