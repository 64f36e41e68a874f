import type { Confirmation, EveryTime, Finding } from '../runner/outcome.js';
import type { Palette } from './paint.js';
import { harmless } from './text.js';

/** A kernel says at first what went wrong and where, at last what it came to; the whole is in the cell's folder. */
const shownFirst = 8;
const shownLast = 6;

/** Findings made at one step, in full, for people; the first is the main one. */
export function describeFindings(
  findings: readonly [Finding, ...Finding[]],
  steps: number,
  palette: Palette,
): string[] {
  const [main] = findings;
  return [
    `step ${main.step + 1} of ${steps}, ${harmless(main.stepText)}:`,
    ...findings.flatMap((finding) => indent(describeFinding(finding, palette))),
    ...indent(describeEvidence(main.evidence ?? [], palette)),
  ];
}

/** How what was found in a VM that had started from a saved state showed in one that booted. */
export function describeConfirmation(confirmed: Confirmation | undefined): string[] {
  if (!confirmed) return [];
  const { after, shown, walks, foundWarm } = confirmed;
  const how =
    after === 'boot'
      ? 'a cold boot'
      : 'a cold boot and a migration through a file right after it; without the migration it did not show';
  return [
    `found from a saved state, confirmed from ${how} (${shown} of ${walks} walks)`,
    ...(foundWarm === undefined ? [] : [`  from the saved state it was: ${harmless(foundWarm)}`]),
  ];
}

/** Why what looks like something known is a finding all the same. */
export function describeEveryTime(everyTime: EveryTime | undefined): string[] {
  if (!everyTime) return [];
  const { walks, known } = everyTime;
  return [
    `it showed in all of ${walks} walks, so it is not what is known to show only rarely:`,
    ...known.map(({ says, place }) => `  ${harmless(place)}: ${harmless(says)}`),
  ];
}

function describeFinding({ kind, message, expected, seen }: Finding, palette: Palette): string[] {
  const [first = '', ...more] = lines(message);
  return [
    `${palette.strong(first)} ${palette.quiet(`(${kind})`)}`,
    ...indent([
      ...more,
      ...(expected === undefined ? [] : labelled('must be', expected)),
      ...(seen === undefined ? [] : labelled('seen', seen)),
    ]),
  ];
}

function labelled(label: string, text: string): string[] {
  const [first = '', ...more] = lines(text);
  return [`${label.padEnd(8)} ${first}`, ...more.map((line) => `${' '.repeat(8)} ${line}`)];
}

function describeEvidence(evidence: readonly string[], palette: Palette): string[] {
  const all = evidence.flatMap(lines);
  if (all.length === 0) return [];
  const hidden = all.length - shownFirst - shownLast;
  const shown =
    hidden <= 1 ? all : [...all.slice(0, shownFirst), `… ${hidden} lines more`, ...all.slice(-shownLast)];
  return ['evidence:', ...shown.map((line) => palette.quiet(`  | ${line}`))];
}

function lines(text: string): string[] {
  return text.trimEnd().split(/\r?\n/).map(harmless);
}

function indent(block: readonly string[]): string[] {
  return block.map((line) => `  ${line}`);
}
