import { Command } from 'commander';
import { isCurrent, listImages } from '../../image/index.js';
import { transports } from '../../model/index.js';
import { operations } from '../../operations/index.js';
import { describeImage, forPrograms } from '../guest-image.js';
import { lookForQemus, type InstalledQemu } from '../installed-qemus.js';
import { describeNeeds, describeSize, listScenarios, type ListedScenario } from '../scenario-listing.js';
import { print, printJson } from '../streams.js';
import { table } from '../table.js';

export function listCommand(signal: AbortSignal): Command {
  return new Command('list')
    .description('list scenarios, operations, transports, and the QEMUs and images of this machine')
    .option('--json', 'print it all as JSON')
    .action((options: { json?: true }) => list(options, signal));
}

async function list({ json }: { json?: true }, signal: AbortSignal): Promise<void> {
  const [scenarios, found] = await Promise.all([listScenarios(), lookForQemus(signal)]);
  const qemus = found.flatMap((qemu) => ('error' in qemu ? [] : [qemu]));
  const images = listImages().filter((image) => isCurrent(image));
  const listed = {
    scenarios,
    operations: [...operations.values()].map(({ name, summary, example, hasMiddle = false }) => ({
      ...{ name, summary, example, hasMiddle },
    })),
    transports,
    qemus,
    images: images.map(forPrograms),
  };
  if (json) {
    printJson(listed);
    return;
  }
  const tables: [title: string, rows: string[][]][] = [
    ['operations', listed.operations.map(({ example, summary }) => [`- ${example}`, summary])],
    ['transports of a migration', transports.map((transport) => [transport])],
    ['QEMUs', qemus.map(describeQemu)],
    ['images', images.map(describeImage)],
  ];
  print(
    [
      ['scenarios', ...describeScenarios(scenarios).map((line) => `  ${line}`)].join('\n'),
      ...tables.map(([title, rows]) => `${title}\n${rows.length > 0 ? table(rows, '  ') : '  none'}`),
    ].join('\n\n'),
  );
}

function describeScenarios(scenarios: readonly ListedScenario[]): string[] {
  const themes = [...new Set(scenarios.map(({ theme }) => theme ?? ''))];
  const all = {
    cells: scenarios.flatMap(({ cells }) => cells),
    estimateMs: scenarios.reduce((sum, scenario) => sum + scenario.estimateMs, 0),
  };
  return [
    ...themes.flatMap((theme) => [
      theme,
      ...scenarios.filter((scenario) => scenario.theme === theme).flatMap(describeScenario),
    ]),
    `${scenarios.length} scenarios, ${describeSize(all)}`,
  ];
}

function describeScenario(scenario: ListedScenario): string[] {
  const needs = describeNeeds(scenario);
  return [
    `  ${scenario.name} (${describeSize(scenario)})`,
    `    ${scenario.proves}`,
    ...(needs === undefined ? [] : [`    ${needs}`]),
  ];
}

function describeQemu({ name, arch, version, path, origin }: InstalledQemu): string[] {
  return [arch, version, origin ? `--qemu ${name}` : path];
}
