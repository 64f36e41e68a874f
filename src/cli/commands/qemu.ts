import { Command } from 'commander';
import { describeOffers } from '../../debian/archive.js';
import {
  addQemu,
  guestsOf,
  installQemus,
  offeredQemus,
  removeQemus,
  type StoredQemu,
} from '../../qemu/index.js';
import { UsageError } from '../../support/errors.js';
import { lookForQemus, type InstalledQemu, type MissingQemu } from '../installed-qemus.js';
import { print, printJson, say } from '../streams.js';
import { table } from '../table.js';

const epilogue = `
Whatever takes --qemu takes the name of one of these, the beginning of a version (7.2: the newest that is installed), a
name on the PATH, or a path. They are kept in vmwright's cache; nothing of the system is touched.`;

export function qemuCommand(signal: AbortSignal): Command {
  const qemu = new Command('qemu')
    .description('install QEMU versions side by side, and give names to your own')
    .helpCommand(false)
    .usage('COMMAND')
    .addHelpText('after', epilogue);
  qemu
    .command('install')
    .description("install versions from this machine's Debian mirror, from whichever suite has them")
    .argument('<version...>', 'versions, or the beginnings of some: 5.2 7.2 10.0 11.1')
    .option('--json', 'print what is installed as JSON')
    .action((versions: string[], options: { json?: true }) => install(versions, options, signal));
  qemu
    .command('list')
    .description('list the QEMUs of this machine')
    .option('--available', 'list what the Debian mirror has instead')
    .option('--json', 'print the list as JSON')
    .action((options: { available?: true; json?: true }) => list(options, signal));
  qemu
    .command('add')
    .description('give a name to a QEMU of your own, such as a build tree')
    .argument('<name>', 'begins with a letter')
    .argument('<path>', 'an executable, or a folder with qemu-system-ARCH in it, in its build/ or bin/')
    .option('--data <dir>', 'the folder with its firmware, as after -L (default: looked for beside it)')
    .option('--replace', 'take the name away from the QEMU that has it')
    .action((name: string, path: string, options: { data?: string; replace?: true }) =>
      add(name, path, options, signal),
    );
  qemu
    .command('remove')
    .description('remove what was installed, or forget what was added')
    .argument('<name...>', 'names, or the beginnings of versions')
    .action((names: string[]) => remove(names, signal));
  return qemu;
}

async function install(versions: string[], { json }: { json?: true }, signal: AbortSignal): Promise<void> {
  const installed = await installQemus(versions, { signal, progress: say });
  if (json) {
    printJson(installed.map(({ qemu, already }) => ({ ...forPrograms(qemu), already })));
    return;
  }
  print(
    table(installed.map(({ qemu, already }) => [...describe(qemu), already ? '(was there already)' : ''])),
  );
}

async function list(options: { available?: true; json?: true }, signal: AbortSignal): Promise<void> {
  if (options.available) return listAvailable(options, signal);
  const found = await lookForQemus(signal);
  if (options.json) {
    printJson(found);
    return;
  }
  const names = [...new Set(found.map(({ name }) => name))];
  const rows = names.flatMap((name) => rowsOf(found.filter((qemu) => qemu.name === name)));
  print(table([['NAME', 'GUESTS', 'VERSION', 'FROM'], ...rows]));
}

/** A row for what works, and one for each that does not. */
function rowsOf(found: readonly (InstalledQemu | MissingQemu)[]): string[][] {
  const works = found.flatMap((qemu) => ('error' in qemu ? [] : [qemu]));
  const [first] = works;
  const archs = works.map(({ arch }) => arch).join(', ');
  return [
    ...(first ? [[first.name, archs, first.version, whereFrom(first)]] : []),
    ...found.flatMap((qemu) => ('error' in qemu ? [[qemu.name, qemu.arch, 'none', qemu.error]] : [])),
  ];
}

async function listAvailable({ json }: { json?: true }, signal: AbortSignal): Promise<void> {
  const offers = await offeredQemus({ signal, progress: say });
  if (offers.length === 0) throw new UsageError("no suite of this machine's Debian mirror has a QEMU");
  if (json)
    printJson(offers.map(({ version, suite }) => ({ version, suite: suite.name, alias: suite.alias })));
  else print(describeOffers(offers).split(', ').join('\n'));
}

async function add(
  name: string,
  path: string,
  options: { data?: string; replace?: true },
  signal: AbortSignal,
): Promise<void> {
  print(table([describe(await addQemu(name, path, { ...options, signal, progress: say }))]));
}

async function remove(names: string[], signal: AbortSignal): Promise<void> {
  for (const { name } of await removeQemus(names, { signal, progress: say })) say(`removed ${name}`);
}

function whereFrom({ path, origin }: InstalledQemu): string {
  if (origin?.kind === 'debian') return `Debian ${origin.suite}`;
  return origin?.path ?? path;
}

function describe({ name, version, guests, origin }: StoredQemu): string[] {
  const from = origin.kind === 'debian' ? `Debian ${origin.suite}` : origin.path;
  return [name, guestsOf({ guests }).join(', '), version, from];
}

function forPrograms({ name, version, guests, origin, directory }: StoredQemu) {
  return { name, version, guests: guestsOf({ guests }), origin, directory };
}
