import { Command } from 'commander';
import { listImages } from '../../image/index.js';
import { transports } from '../../model/index.js';
import { operations } from '../../operations/index.js';
import { loadScenario, shippedScenarios } from '../../scenario/index.js';
import { forPrograms } from '../guest-image.js';
import { lookForQemus, type InstalledQemu } from '../installed-qemus.js';
import { print, printJson } from '../streams.js';
import { table } from '../table.js';

export function listCommand(signal: AbortSignal): Command {
  return new Command('list')
    .description('list scenarios, operations, transports, and the QEMUs and images of this machine')
    .option('--json', 'print it all as JSON')
    .action((options: { json?: true }) => list(options, signal));
}

async function list({ json }: { json?: true }, signal: AbortSignal): Promise<void> {
  const [scenarios, found] = await Promise.all([readScenarios(), lookForQemus(signal)]);
  const qemus = found.flatMap((qemu) => ('error' in qemu ? [] : [qemu]));
  const listed = {
    scenarios,
    operations: [...operations.values()].map(({ name, summary, example }) => ({ name, summary, example })),
    transports,
    qemus,
    images: listImages().map(forPrograms),
  };
  if (json) {
    printJson(listed);
    return;
  }
  const sections: [title: string, rows: string[][]][] = [
    ['scenarios', listed.scenarios.map(({ name, proves }) => [name, proves])],
    ['operations', listed.operations.map(({ example, summary }) => [`- ${example}`, summary])],
    ['transports of a migration', transports.map((transport) => [transport])],
    ['QEMUs', qemus.map(describeQemu)],
    ['images', listed.images.map(({ arch, suite, release, kernel }) => [arch, suite, release, kernel])],
  ];
  print(
    sections
      .map(([title, rows]) => `${title}\n${rows.length > 0 ? table(rows, '  ') : '  none'}`)
      .join('\n\n'),
  );
}

async function readScenarios() {
  const files = await shippedScenarios();
  const scenarios = await Promise.all(files.map((file) => loadScenario(file, operations)));
  return scenarios.map(({ name, file, proves, because, machine, choices, steps }) => ({
    ...{ name, file, proves, because, machine, with: choices },
    steps: steps.map(({ operation, value }) =>
      value === undefined ? operation.name : { [operation.name]: value },
    ),
  }));
}

function describeQemu(qemu: InstalledQemu): string[] {
  return [qemu.arch, qemu.version, qemu.path];
}
