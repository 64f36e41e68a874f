import { counted, fit, harmless } from '../report/text.js';
import type { Verdict } from '../runner/index.js';
import { formatSeconds } from '../support/errors.js';

/** What came of one planted fault; one entry of the JSON. */
export type Proved = Verdict & {
  readonly scenario: string;
  readonly fault: string;
  /** Milliseconds. */
  readonly ms: number;
  /** The cell's folder with its logs; `null` when it was skipped. */
  readonly directory: string | null;
  /** How many steps the walk has. */
  readonly steps?: number;
};

/** A line for people, or a few. */
export function provedText(proved: Proved): string {
  const head = `${proved.fault}, in ${proved.scenario}`;
  switch (proved.is) {
    case 'caught': {
      const { finding, planted, steps = 0 } = proved;
      const by = finding.witness ?? finding.kind;
      const place = `step ${finding.step + 1} of ${steps}, ${firstLine(finding.stepText)}`;
      return [
        `caught      ${head}  ${formatSeconds(proved.ms)}`,
        `            planted at step ${planted.step + 1}: ${planted.what}`,
        `            by ${by} at ${place}: ${firstLine(finding.seen ?? finding.message)}`,
      ].join('\n');
    }
    case 'missed':
      return [
        `NOT CAUGHT  ${head}  ${formatSeconds(proved.ms)}`,
        `            planted at step ${proved.planted.step + 1}: ${proved.planted.what}`,
        `            and the scenario passed; records: ${proved.directory ?? ''}`,
      ].join('\n');
    case 'skip':
      return `skip        ${head}: ${firstLine(proved.reason)}`;
    case 'error':
      return `ERROR       ${head}: ${harmless(proved.reason)}`;
  }
}

/** Some findings quote a whole line of a console. */
const shownLetters = 120;

function firstLine(text: string): string {
  return fit(harmless(text.split('\n', 1)[0] ?? ''), shownLetters);
}

/** The end of it all. */
export function summaryText(all: readonly Proved[], directory: string): string {
  const count = (is: Proved['is']) => all.filter((one) => one.is === is).length;
  const counts = [
    `${count('caught')} caught`,
    ...(count('missed') > 0 ? [`${count('missed')} NOT CAUGHT`] : []),
    ...(count('error') > 0 ? [`${count('error')} errors`] : []),
    ...(count('skip') > 0 ? [`${count('skip')} skipped`] : []),
  ];
  const broken = all.filter(({ is }) => is === 'missed' || is === 'error');
  return [
    '',
    `${counted(all.length, 'planted fault')}: ${counts.join(', ')}`,
    ...broken.map(
      ({ is, fault, scenario }) => `  ${is === 'missed' ? 'NOT CAUGHT' : 'ERROR'}  ${fault}, in ${scenario}`,
    ),
    `records: ${directory}`,
  ].join('\n');
}

/** 0 all were caught, 1 one was not, 3 something is not known or nothing was tried. */
export function statusOf(all: readonly Proved[]): 0 | 1 | 3 {
  if (all.some(({ is }) => is === 'missed')) return 1;
  return all.some(({ is }) => is === 'error') || !all.some(({ is }) => is === 'caught') ? 3 : 0;
}
