import { Command, InvalidArgumentError } from 'commander';
import {
  compareMemory,
  compareStreams,
  readStream,
  type DeviceState,
  type MigrationStream,
  type ReadStreamOptions,
  type StreamDifference,
} from '../../migration/index.js';
import {
  differenceLines,
  differencesJson,
  streamJson,
  streamTree,
} from '../../report/migration-stream/index.js';
import { UsageError } from '../../support/errors.js';
import { matchesGlob } from '../glob.js';
import { say } from '../streams.js';
import { writeOut } from '../write-out.js';

interface InspectOptions {
  readonly device?: string;
  readonly ignore?: readonly string[];
  readonly offset?: number;
  readonly snapshot?: readonly string[];
  readonly describedBy?: string;
  readonly memory?: true;
  readonly full?: true;
  readonly json?: true;
}

export function inspectCommand(signal: AbortSignal): Command {
  return new Command('inspect')
    .description('show what a saved migration stream holds, or what differs between two')
    .argument('<file>', 'a migration stream, or a qcow2 image with a snapshot of a VM')
    .argument('[other]', 'another one, to compare with')
    .option('--device <glob>', "only devices with such a name: 'cpu*', 'cpu#1', '*/virtio-net'")
    .option(
      '--ignore <glob>',
      "leave differences out whose path is such: 'timer#*/*'; again and again",
      collect,
    )
    .option('--offset <bytes>', 'where the stream begins in its file, if that is not found', byteCount)
    .option('--snapshot <name>', 'which snapshot of a qcow2 image; once more for that of the other', collect)
    .option(
      '--described-by <file>',
      'another stream of that machine, where the stream has lost its description',
    )
    .option('--memory', "compare the guest's memory, too")
    .option('--full', 'do not shorten long arrays and buffers')
    .option('--json', 'print it as JSON')
    .addHelpText('after', help)
    .action((file: string, other: string | undefined, options: InspectOptions) =>
      other === undefined ? show(file, options, signal) : compare(file, other, options, signal),
    );
}

const help = `
Exit status of one stream: 0 it is whole, 3 it is damaged or none. What can be read of a damaged
stream is printed all the same; stderr says where and why it ends.
Exit status of two streams: 0 they are equal, 1 they differ, 3 one is damaged or none. Where things are
in the file is not compared, and the guest's memory only by --memory (pages that one of the streams
does not have cannot be). --device and --ignore see the paths that are printed; * in them stands for
anything.`;

async function show(file: string, options: InspectOptions, signal: AbortSignal): Promise<void> {
  if (options.ignore || options.memory) {
    throw new UsageError('--ignore and --memory are for comparing two streams');
  }
  const stream = await readStream(file, reading(options, 0, signal));
  const isChosen = chosenBy(options.device);
  if (isChosen) requireSome([stream], isChosen, options.device);
  await writeOut(
    options.json
      ? streamJson(stream, isChosen)
      : lines(streamTree(stream, { full: options.full ?? false, device: isChosen })),
    signal,
  );
  sayDamage(stream);
}

async function compare(
  file: string,
  other: string,
  options: InspectOptions,
  signal: AbortSignal,
): Promise<void> {
  const first = await readStream(file, reading(options, 0, signal));
  const second = await readStream(other, reading(options, 1, signal));
  const isChosen = chosenBy(options.device);
  if (isChosen) requireSome([first, second], isChosen, options.device);
  let count = 0;
  const differences = async function* (): AsyncGenerator<StreamDifference> {
    for await (const difference of chosen(allDifferences(first, second, signal), options)) {
      count++;
      yield difference;
    }
  };
  await writeOut(
    options.json
      ? differencesJson(differences())
      : lines(differenceLines(differences(), { full: options.full ?? false })),
    signal,
  );
  if (count > 0) process.exitCode = 1;
  sayDamage(first);
  sayDamage(second);
}

/** How the first stream, or the second, is to be read. */
function reading(options: InspectOptions, index: number, signal: AbortSignal): ReadStreamOptions {
  const { offset, describedBy, memory, snapshot = [] } = options;
  return { offset, describedBy, memory, snapshot: snapshot[index] ?? snapshot[0], signal };
}

/** The memory's come last: they take the longest. */
async function* allDifferences(
  first: MigrationStream,
  second: MigrationStream,
  signal: AbortSignal,
): AsyncGenerator<StreamDifference> {
  yield* compareStreams(first, second);
  yield* compareMemory(first, second, signal);
}

async function* chosen(
  differences: AsyncIterable<StreamDifference>,
  { device, ignore = [] }: InspectOptions,
): AsyncGenerator<StreamDifference> {
  const others = ['configuration', 'ram', 'sections', 'commands', 'memory'].map((kind) => `${kind}/`);
  for await (const difference of differences) {
    const { path } = difference;
    if (ignore.some((pattern) => matchesGlob(pattern, path))) continue;
    if (device !== undefined) {
      const [, name = ''] = /^(.*?#\d+(?: \(\d+\))?)(?:\/|$)/.exec(path) ?? [];
      if (others.some((kind) => path.startsWith(kind)) || !isCalled(name, device)) continue;
    }
    yield difference;
  }
}

function chosenBy(glob: string | undefined): ((device: DeviceState) => boolean) | undefined {
  if (glob === undefined) return undefined;
  return ({ name, instanceId }) => isCalled(`${name}#${instanceId}`, glob);
}

/** A pattern may leave the instance away. */
function isCalled(device: string, glob: string): boolean {
  return matchesGlob(glob, device) || matchesGlob(glob, device.replace(/#\d+.*$/, ''));
}

function requireSome(
  streams: readonly MigrationStream[],
  isChosen: (device: DeviceState) => boolean,
  glob = '',
): void {
  const devices = streams.flatMap((stream) => stream.devices);
  if (devices.some(isChosen)) return;
  const names = [...new Set(devices.map(({ name }) => name))].join(', ');
  throw new UsageError(`no device is called ${glob}; there are ${names || 'none'}`);
}

function sayDamage({ damage }: MigrationStream): void {
  if (!damage) return;
  say(damage.message);
  process.exitCode = 3;
}

async function* lines(texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  for await (const text of texts) yield `${text}\n`;
}

function collect(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}

/** Also as QEMU takes it: hexadecimal. */
function byteCount(text: string): number {
  const value = /^(\d+|0x[0-9a-f]+)$/i.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('It must be a number of bytes, as 4096 or 0x1000.');
}
