import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeStep } from '../model/index.js';
import { machineCommand } from './script/machine-lines.js';
import type { FoundBug } from './write-reproducer.js';

/**
 * A report in the form that QEMU's bug tracker asks for (.gitlab/issue_templates/bug.md in QEMU).
 *
 * @param place - `directory`: the reproducer's folder, with the logs in it
 */
export async function reportText(
  bug: FoundBug,
  { directory, whyNoScript }: { readonly directory: string; readonly whyNoScript: string | undefined },
): Promise<string> {
  const { description, walk, findings, host, howOften } = bug;
  const [main, ...others] = findings;
  const { qemu, arch, accelerator } = description;
  const logs = (await readdir(directory)).filter((name) => /^(qemu-\d|migration-stream)/.test(name)).sort();
  return [
    '## Host environment',
    ` - Operating system: ${host?.system ?? 'unknown'}`,
    ` - OS/kernel version: ${host ? `Linux ${host.kernel}` : 'unknown'}`,
    ` - Architecture: ${host ? [host.architecture, ...(host.cpuModel === undefined ? [] : [host.cpuModel])].join(', ') : 'unknown'}`,
    ` - QEMU flavor: qemu-system-${arch}`,
    ` - QEMU version: ${qemu.version}`,
    ` - Accelerator: ${accelerator}`,
    ' - QEMU command line:',
    ...fenced(machineCommand(bug.settings.machine)).map((line) => `   ${line}`),
    '',
    '## Emulated/Virtualized environment',
    ' - Operating system: Debian kernel with busybox, from an initramfs',
    ` - OS/kernel version: ${(await guestKernel(directory)) ?? 'unknown'}`,
    ` - Architecture: ${arch}, ${walk.shape.vcpus} vCPUs, ${walk.shape.ramMib} MiB`,
    '',
    '## Description of problem',
    `At step ${main.step + 1} of the walk below, ${main.stepText}:`,
    '',
    ...fenced([main.message, ...others.map(({ message }) => message)].join('\n')),
    ...(main.expected === undefined ? [] : ['', `It must be: ${main.expected}`]),
    ...(main.seen === undefined ? [] : ['', `What was seen: ${main.seen}`]),
    ...(howOften && howOften.of > 0 ? ['', `It showed in ${howOften.shows} of ${howOften.of} tries.`] : []),
    ...((main.evidence ?? []).length > 0
      ? ['', 'Just before:', '', ...fenced((main.evidence ?? []).join('\n'))]
      : []),
    '',
    '## Steps to reproduce',
    ...(whyNoScript === undefined ? byScript(arch) : byVmwright(whyNoScript)),
    '',
    'What is done there:',
    '',
    ...walk.steps.map((step, index) => `${index + 1}. ${describeStep(step)}`),
    '',
    '## Additional information',
    'Attached:',
    '',
    ...(whyNoScript === undefined
      ? ['- `reproduce.sh`, `kernel`, `initramfs`: the bug with QEMU and a POSIX shell alone']
      : []),
    '- `walk.yaml`: the same for `vmwright run walk.yaml`; `walk.json`: for `vmwright replay .`, with the times of its steps',
    '- `findings.json`: everything that was wrong',
    ...logs.map((name) => `- \`${name}\`: ${whatItIs(name)}`),
    '',
    '/label ~"kind::Bug"',
    '',
  ].join('\n');
}

function byScript(arch: string): string[] {
  return [
    '1. Unpack the attached folder.',
    `2. \`QEMU=/path/to/qemu-system-${arch} ./reproduce.sh\` (a POSIX shell and the usual tools; no network, no root)`,
    '3. Its last line says whether the bug showed. Exit status: 1 it showed, 0 it did not, 125 it could not be tried.',
  ];
}

function byVmwright(why: string): string[] {
  return [
    `There is no script that does without vmwright: ${why}.`,
    '',
    '1. `vmwright run walk.yaml --qemu /path/to/qemu`',
    '2. Exit status: 1 it showed, 0 it did not.',
  ];
}

function whatItIs(name: string): string {
  const process = /^qemu-(\d+)\.(.*)$/.exec(name);
  if (!process) return 'a migration stream';
  const what: Readonly<Record<string, string>> = {
    'command.sh': 'its command line',
    'console.log': "the guest's console",
    'console.jsonl': "the guest's console by lines, with times",
    'stderr.log': 'what it wrote to stderr',
    'qmp.jsonl': 'every QMP message, with times',
  };
  return `QEMU process ${process[1] ?? ''}: ${what[process[2] ?? ''] ?? process[2] ?? ''}`;
}

function fenced(text: string): string[] {
  return ['```', ...text.trimEnd().replaceAll('```', "'''").split('\n'), '```'];
}

/** From the kernel's banner on the first console. */
async function guestKernel(directory: string): Promise<string | undefined> {
  const console = await readFile(join(directory, 'qemu-1.console.log'), 'utf8').catch(() => undefined);
  return /Linux version [^\r\n]*/.exec(console ?? '')?.[0];
}
