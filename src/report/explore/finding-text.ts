import type { ExploreSummary, KeptFinding } from '../../explore/index.js';
import { shellQuote } from '../../support/shell-quote.js';
import type { Palette } from '../paint.js';
import { counted, duration, harmless } from '../text.js';

/**
 * A bug that was found, for people: what is wrong, the smallest walk, how often it shows, how to see it again.
 *
 * @param place - the options that lead `vmwright run` to where it was found
 */
export function describeKept(finding: KeptFinding, place: readonly string[], palette: Palette): string[] {
  const [first = '', ...more] = finding.message.trimEnd().split('\n').map(harmless);
  const { known = [], like = [] } = finding;
  return [
    `${palette.outcome(finding.known ? 'known' : 'fail')} ${palette.strong(first)} ${palette.quiet(`(${finding.kind})`)}`,
    ...more.map((line) => `      ${line}`),
    ...known.map(({ says }) => `      known: ${harmless(says)}`),
    ...like.flatMap(({ says, reference }) => [
      `      maybe known: ${harmless(says)}`,
      `                   ${harmless(reference)}`,
    ]),
    `      walk ${finding.walk}, shrunk to ${counted(finding.steps.length, 'step')} on ${counted(finding.vcpus, 'vCPU')}${whyNotSmaller(finding)}:`,
    ...finding.steps.map((step, index) => `      ${String(index + 1).padStart(3)}. ${harmless(step)}`),
    `      ${finding.of === 0 ? 'not walked again' : `shows in ${finding.shows} of ${counted(finding.of, 'walk')}`}`,
    `      again: vmwright run ${harmless(shellQuote([finding.scenario, ...place]))}`,
  ];
}

function whyNotSmaller({ end }: KeptFinding): string {
  switch (end) {
    case 'smallest':
      return '';
    case 'budget':
      return " (until --shrink-budget's end)";
    case 'interrupted':
      return ' (until interrupted)';
    case 'errors':
      return ' (until walks could not be judged any more)';
    case 'not reproduced':
      return ' (not at all: it did not show again)';
  }
}

/** What an exploration came to, for people. */
export function describeEnd(
  summary: ExploreSummary & { readonly ms: number },
  seed: number,
  palette: Palette,
): string[] {
  const { walks, steps, pairs, findings, known, directory, givenUp, interrupted, ms } = summary;
  const ended = walks.pass + walks.fail + walks.known + walks.error;
  const counts: [number, string][] = [
    [walks.fail, 'failed'],
    [walks.known, 'known'],
    [walks.error, 'could not be judged'],
    [walks.unfinished, 'not ended'],
  ];
  const said = counts.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  const news = findings.filter((one) => one.known === undefined).length;
  const what = news === 0 ? `nothing${known.length > 0 ? ' new' : ''} found` : counted(news, 'finding');
  const told = new Set(findings.flatMap((one) => one.known?.map(({ place }) => place) ?? []));
  return [
    ...known
      .filter(({ place }) => !told.has(place))
      .flatMap((one) => [
        `${palette.outcome('known')} ${palette.strong(harmless(one.says))}`,
        `      ${harmless(one.reference)}`,
      ]),
    ...(givenUp === undefined ? [] : [`given up: ${harmless(givenUp)}`]),
    palette.strong(
      `${what}${interrupted ? ', interrupted' : ''}: ${counted(ended, 'walk')}${said.length > 0 ? ` (${said.join(', ')})` : ''}, ` +
        `${counted(steps, 'step')}, ${counted(pairs, 'pair')} of operations, in ${duration(ms)}`,
    ),
    `the same walks: --seed ${seed}; one of them alone: --walk NUMBER besides`,
    `records: ${harmless(directory)}`,
  ];
}
