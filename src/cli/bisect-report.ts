import { percent, type BisectResult } from '../bisect/index.js';
import { harmless } from '../report/index.js';
import { table } from './table.js';

/** What a bisection came to, for people, in the form of a mail's quotation. */
export function describeBisection(result: BisectResult): string {
  const { suspects, probability, culprit, rate, tried, log } = result;
  const [first, ...others] = suspects;
  if (!first) throw new Error('a bisection without a suspect');
  const heading =
    others.length === 0
      ? `${first.commit} is the first bad commit`
      : `the first bad commit is one of these ${suspects.length}: nobody can tell which, since ${skippedOf(suspects)}`;
  const failed = tried.filter(({ verdict }) => verdict === 'bad').length;
  const facts = [
    ['failure', `${culprit.message} (${culprit.kind})`],
    ['signature', culprit.signature],
    ['in', `${culprit.cell}, ${culprit.arch} with ${culprit.accelerator}`],
    ['shows', `in ${rate.failures} of ${rate.failures + rate.passes} runs of commits that have it`],
    ['sure', `${percent(probability)}, if it shows as often in each of these`],
    ['tried', `${tried.length} commits, ${failed} of them bad`],
  ];
  return [
    heading,
    ...suspects.map(({ description, skipped }) =>
      skipped === undefined ? description : `${description}\n\n    skipped: ${harmless(skipped)}`,
    ),
    '',
    table(facts.map((row) => row.map((text) => harmless(text.split('\n').join(' '))))),
    '',
    table(
      tried.map(({ commit, verdict, subject, reason }) => [
        verdict,
        commit.slice(0, 12),
        `${harmless(subject)}: ${harmless(reason)}`,
      ]),
    ),
    '',
    log,
  ].join('\n');
}

function skippedOf(suspects: BisectResult['suspects']): string {
  const count = suspects.filter(({ skipped }) => skipped !== undefined).length;
  return count === 1 ? 'one of them had to be skipped' : `${count} of them had to be skipped`;
}
