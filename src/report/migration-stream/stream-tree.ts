import {
  systemRegisterFields,
  systemRegisters,
  type DeviceState,
  type MigrationStream,
  type RamBlock,
  type SentPages,
  type SystemRegister,
} from '../../migration/index.js';
import { harmless } from '../text.js';
import { fieldsOf } from './field-tree.js';
import { leafText, type Detail } from './value-text.js';
import { vcpuLines } from './vcpus.js';

/** What is printed of a stream. */
export interface TreeOptions extends Detail {
  /** Which devices; all if left out. */
  readonly device?: ((device: DeviceState) => boolean) | undefined;
}

/** A stream as lines for people: what it is, its RAM, its vCPUs, its devices with all their fields. */
export function* streamTree(stream: MigrationStream, options: TreeOptions): Generator<string> {
  for (const line of lines(stream, options)) yield harmless(line);
}

function* lines(stream: MigrationStream, options: TreeOptions): Generator<string> {
  const { device: isChosen } = options;
  if (!isChosen) yield* overview(stream);
  for (const device of stream.devices) {
    if (isChosen && !isChosen(device)) continue;
    yield '';
    yield* deviceTree(device, options);
  }
  if (!isChosen) yield* endOf(stream);
}

function* overview(stream: MigrationStream): Generator<string> {
  const { path, container, begin, end, damage, configuration, pageBytes, commands } = stream;
  const readable = damage
    ? `a damaged migration stream, of which ${end - begin} bytes can be read`
    : `a migration stream of ${end - begin} bytes`;
  yield `${path}: ${readable}${inside(container, begin)}`;
  yield `machine type  ${configuration?.machineType ?? 'not told (as with pc-i440fx-2.3 and older)'}`;
  yield `page size     ${pageBytes}`;
  if (configuration?.uuid !== undefined) yield `UUID          ${configuration.uuid}`;
  if (configuration && configuration.capabilities.length > 0) {
    yield `capabilities  ${configuration.capabilities.join(', ')}`;
  }
  if (commands.length > 0) {
    yield '';
    yield 'commands to the destination';
    for (const { name, offset, details } of commands) {
      yield `  ${name}${details === undefined ? '' : `: ${details}`}  at byte ${offset}`;
    }
  }
  yield* ramLines(stream);
  yield* vcpuLines(stream.devices);
}

function inside(container: string | undefined, begin: number): string {
  if (container === undefined) return begin === 0 ? '' : `, from byte ${begin} on`;
  return ` inside of ${container}${begin === 0 ? '' : `, from byte ${begin} on`}`;
}

function* ramLines({ sections, ramBlocks, multifdFlushes, pageBytes }: MigrationStream): Generator<string> {
  yield '';
  yield 'saved in parts';
  for (const { section, name, instanceId, version, parts, ended } of sections) {
    const unended = ended ? '' : ', no last part';
    yield `  ${name}#${instanceId}  section ${section}, version ${version}, ${counted(parts, 'part')}${unended}`;
    if (name !== 'ram') continue;
    for (const block of ramBlocks.values()) yield `    ${blockText(block, pageBytes)}`;
    if (multifdFlushes > 0) yield '    pages are in other streams, too: this is the main channel of multifd';
  }
  if (sections.length === 0) yield '  nothing';
}

function blockText(
  { name, bytes, sent, mapped, address, hostPageBytes }: RamBlock,
  pageBytes: number,
): string {
  const details = [
    `${sizeText(bytes)}, ${counted(bytes / pageBytes, 'page')}`,
    ...(address === undefined ? [] : [`at 0x${address.toString(16)}`]),
    ...(hostPageBytes === undefined ? [] : [`host pages of ${sizeText(hostPageBytes)}`]),
    ...(mapped ? [`${mapped.pages} of them in the file from byte ${mapped.pagesOffset} on`] : []),
    ...sentTexts(sent),
  ];
  return `${name}: ${details.join('; ')}`;
}

function sentTexts(sent: SentPages): string[] {
  const texts = [
    [sent.full, `${sent.full} sent in full`],
    [sent.zero, `${sent.zero} as zeros`],
    [sent.xbzrle, `${sent.xbzrle} as changes (XBZRLE, ${sizeText(sent.xbzrleBytes)})`],
    [sent.compressed, `${sent.compressed} compressed (${sizeText(sent.compressedBytes)})`],
  ] as const;
  return texts.flatMap(([count, text]) => (count > 0 ? [text] : []));
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function sizeText(bytes: number): string {
  if (bytes < 2 ** 10) return `${bytes} bytes`;
  const [unit, size] = bytes < 2 ** 20 ? (['KiB', 2 ** 10] as const) : (['MiB', 2 ** 20] as const);
  return `${Number((bytes / size).toFixed(1))} ${unit}`;
}

function* deviceTree(device: DeviceState, detail: Detail): Generator<string> {
  const { name, instanceId, version, section, state, missingBytes } = device;
  const cut = missingBytes > 0 ? ', cut' : '';
  const facts = `version ${version}, section ${section}, ${state.bytes.length} bytes at ${state.offset}${cut}`;
  yield `${name}#${instanceId}  ${facts}`;
  if (state.leaf !== undefined) yield `  not described: ${leafText(state.leaf, state.type, detail)}`;
  const registers = systemRegisters(device);
  yield* fieldsOf(state, '  ', detail, registers && systemRegisterFields);
  if (registers) yield* registerLines(registers, detail);
}

function* registerLines(registers: readonly SystemRegister[], { full }: Detail): Generator<string> {
  const shown = full ? registers : registers.filter(({ value }) => value !== 0n);
  const zeros = registers.length - shown.length;
  yield `  system registers[${registers.length}]${zeros > 0 ? `, ${zeros} of them 0` : ''}`;
  for (const { name, value } of shown) yield `    ${name}: 0x${value.toString(16)}`;
}

function* endOf({ devices, description, damage, end }: MigrationStream): Generator<string> {
  yield '';
  const count = counted(devices.length, 'device');
  if (damage) yield `${count} until byte ${end}, where it can be read no further`;
  else if (description) yield `${count}, described in ${description.bytes} bytes at ${description.offset}`;
  else yield `${count}; it describes no fields (suppress-vmdesc=on, postcopy, or cut in front of its end)`;
  if (devices.some(({ state }) => state.leaf !== undefined)) {
    yield 'fields that are not described: --described-by FILE reads them by another stream of that machine';
  }
}
