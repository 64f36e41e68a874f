import { Command } from 'commander';
import { faults, type FaultPlace } from '../../faults/index.js';
import { guestArchitectures, isCurrent, listImages } from '../../image/index.js';
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
    .option(
      '--faults',
      'list the faults that can be planted instead (vmwright run --fault, vmwright selftest)',
    )
    .option('--json', 'print it all as JSON')
    .action(async (options: { json?: true; faults?: true }) =>
      options.faults ? listFaults(options) : list(options, signal),
    );
}

async function listFaults({ json }: { json?: true }): Promise<void> {
  const scenarios = await listScenarios();
  const listed = [...faults.values()].map(({ name, says, place, archs = guestArchitectures }) => ({
    ...{ name, says, place, archs },
    caughtBy: scenarios.filter(({ catches }) => catches.includes(name)).map((scenario) => scenario.name),
  }));
  if (json) {
    printJson({ faults: listed });
    return;
  }
  const rowOf = ({ name, says, archs }: (typeof listed)[number]) => [
    name,
    `${says}${archs.length === guestArchitectures.length ? '' : ` (${archs.join(', ')})`}`,
  ];
  const titles: Readonly<Record<FaultPlace, string>> = {
    stream: 'in the saved VM that a destination loads',
    qmp: "at QEMU's monitor",
    process: "in QEMU's process",
    kvm: 'in the KVM of a lab (--host lab)',
  };
  const places = Object.entries(titles).map(([place, title]) => {
    const rows = listed.filter((fault) => fault.place === place).map(rowOf);
    return `${title}\n${table(rows, '  ')}`;
  });
  print(places.join('\n\n'));
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
