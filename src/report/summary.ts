import { shellQuote } from '../qemu/index.js';
import { describeConfirmation, describeEveryTime, describeFindings } from './finding-text.js';
import type { Palette } from './paint.js';
import type { CellState, RunState } from './run-state.js';
import { describeVersionTable } from './version-table-text.js';
import { versionTables } from './version-table.js';
import { counted, duration, harmless } from './text.js';

/** What a run came to, for people: everything that is wrong in full, then the counts. */
export function summarize(run: RunState, palette: Palette): string[] {
  const troubles = run.cells.flatMap((cell) => {
    const trouble = describeTrouble(cell, palette);
    return trouble.length === 0 ? [] : ['', ...trouble];
  });
  return [
    ...troubles,
    ...describeKnown(run, palette),
    ...versionTables(run).flatMap((table) => ['', ...describeVersionTable(table, palette)]),
    '',
    ...describeEnd(run, palette),
  ];
}

/** A cell that failed or broke; nothing for any other. */
function describeTrouble({ description, status }: CellState, palette: Palette): string[] {
  if (status.is !== 'finished') return [];
  const { result, directory } = status;
  if (result.outcome !== 'fail' && result.outcome !== 'error') return [];
  const body =
    result.outcome === 'fail'
      ? [
          ...describeFindings(result.findings, description.steps.length, palette),
          ...describeConfirmation(result.confirmed),
          ...describeEveryTime(result.everyTime),
        ]
      : [...result.reason.split('\n'), ...(result.stack?.split('\n').slice(1) ?? [])].map(harmless);
  return [
    `${palette.outcome(result.outcome)} ${palette.strong(harmless(description.id))}`,
    ...[...body, `records: ${harmless(directory)}`, ...describeHandOver(result.outcome, directory)].map(
      (line) => `      ${line}`,
    ),
  ];
}

/** How to give it to somebody who does not have vmwright. */
function describeHandOver(outcome: 'fail' | 'error', directory: string): string[] {
  return outcome === 'fail'
    ? [`to hand it over: vmwright reproduce ${shellQuote([harmless(directory)])}`]
    : [];
}

/** Which known findings showed and in which cells, and which should have and did not. */
function describeKnown(run: RunState, palette: Palette): string[] {
  const cells = run.cells.flatMap(({ description: { id }, status }) =>
    status.is === 'finished' && status.result.outcome === 'known' ? [{ id, known: status.result.known }] : [],
  );
  const shown = new Map(cells.flatMap(({ known }) => known.map((one) => [one.place, one])));
  const gone = run.finished?.knownGone ?? [];
  return [
    ...[...shown.values()].flatMap((one) => [
      '',
      `${palette.outcome('known')} ${palette.strong(harmless(one.says))}`,
      `      ${harmless(one.reference)}`,
      ...cells
        .filter(({ known }) => known.some(({ place }) => place === one.place))
        .map(({ id }) => `      in ${harmless(id)}`),
    ]),
    ...gone.flatMap((one) => [
      '',
      `a known finding no longer shows: ${palette.strong(harmless(one.says))}`,
      `      ${harmless(one.reference)}`,
      `      it can be taken out of ${harmless(one.place)}`,
    ]),
  ];
}

function describeEnd(run: RunState, palette: Palette): string[] {
  const { pass, fail, known, skip, error } = run.counts;
  const ended = pass + fail + known + skip + error;
  const counts: [number, string][] = [
    [pass, 'passed'],
    [fail, 'failed'],
    [error, 'could not be judged'],
    [known, 'known'],
    [skip, 'skipped'],
    [run.cells.length - ended, run.finished?.interrupted ? 'interrupted' : 'did not run'],
  ];
  const said = counts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  const time = run.finished ? ` in ${duration(run.finished.ms)}` : '';
  const leftOut = run.started?.leftOut ?? 0;
  const { shard } = run.started ?? {};
  const elsewhere = run.cells.length === 0 ? (shard?.plan.length ?? 0) : 0;
  return [
    palette.strong(`${counted(run.cells.length, 'cell')}: ${said.join(', ') || 'nothing to run'}${time}`),
    ...(shard && elsewhere > 0
      ? [`shard ${shard.index}/${shard.total} has no cell: all ${elsewhere} are in other shards`]
      : []),
    ...(leftOut > 0 ? [`${leftOut} more with --all`] : []),
    ...(run.started ? [`records: ${harmless(run.started.directory)}`] : []),
  ];
}
