import { describeFindings } from './finding-text.js';
import type { Palette } from './paint.js';
import type { CellState, RunState } from './run-state.js';
import { counted, duration, harmless } from './text.js';

/** What a run came to, for people: everything that is wrong in full, then the counts. */
export function summarize(run: RunState, palette: Palette): string[] {
  const troubles = run.cells.flatMap((cell) => {
    const trouble = describeTrouble(cell, palette);
    return trouble.length === 0 ? [] : ['', ...trouble];
  });
  return [...troubles, '', ...describeEnd(run, palette)];
}

/** A cell that failed or broke; nothing for any other. */
function describeTrouble({ description, status }: CellState, palette: Palette): string[] {
  if (status.is !== 'finished') return [];
  const { result, directory } = status;
  if (result.outcome !== 'fail' && result.outcome !== 'error') return [];
  const body =
    result.outcome === 'fail'
      ? describeFindings(result.findings, description.steps.length, palette)
      : [...result.reason.split('\n'), ...(result.stack?.split('\n').slice(1) ?? [])].map(harmless);
  return [
    `${palette.outcome(result.outcome)} ${palette.strong(harmless(description.id))}`,
    ...[...body, `records: ${harmless(directory)}`].map((line) => `      ${line}`),
  ];
}

function describeEnd(run: RunState, palette: Palette): string[] {
  const { pass, fail, skip, error } = run.counts;
  const ended = pass + fail + skip + error;
  const counts: [number, string][] = [
    [pass, 'passed'],
    [fail, 'failed'],
    [error, 'could not be judged'],
    [skip, 'skipped'],
    [run.cells.length - ended, run.finished?.interrupted ? 'interrupted' : 'did not run'],
  ];
  const said = counts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  const time = run.finished ? ` in ${duration(run.finished.ms)}` : '';
  return [
    palette.strong(`${counted(run.cells.length, 'cell')}: ${said.join(', ') || 'nothing to run'}${time}`),
    ...(run.started ? [`records: ${harmless(run.started.directory)}`] : []),
  ];
}
