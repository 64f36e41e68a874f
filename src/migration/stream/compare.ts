import { differencesOfFields } from './compare-fields.js';
import type { DeviceState } from './device-state.js';
import type { FieldValue } from './field.js';
import type { RamBlock } from './ram-block.js';
import type { MigrationStream } from './read-stream.js';
import { systemRegisterFields, systemRegisters } from './system-registers.js';

/** Something in which two streams differ. */
export interface StreamDifference {
  /** `cpu#1/env.xregs[3]`, `ram/mach-virt.ram/bytes`, `configuration/machine type`. */
  readonly path: string;
  /** QEMU's word for a field's type, as `timer`. */
  readonly type?: string;
  /** Absent where the first has no such thing. */
  readonly first?: FieldValue | string;
  /** Absent where the second has no such thing. */
  readonly second?: FieldValue | string;
}

/**
 * What differs between two streams, field by field: configuration, RAM blocks and the counts of their pages, sections,
 * devices. Not the contents of RAM, and not where in the file things are or in how many parts RAM was sent.
 */
export function* compareStreams(a: MigrationStream, b: MigrationStream): Generator<StreamDifference> {
  yield* compareTexts('configuration', configurationOf(a), configurationOf(b));
  yield* compareTexts('ram', ramOf(a), ramOf(b));
  yield* compareTexts('sections', sectionsOf(a), sectionsOf(b));
  yield* compareTexts('commands', commandsOf(a), commandsOf(b));
  yield* compareDevices(a.devices, b.devices);
}

type Texts = ReadonlyMap<string, string | number>;

function* compareTexts(kind: string, a: Texts, b: Texts): Generator<StreamDifference> {
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [first, second] = [a.get(name), b.get(name)];
    if (first !== second) yield difference(`${kind}/${name}`, undefined, first, second);
  }
}

function configurationOf({ configuration, pageBytes }: MigrationStream): Texts {
  const texts = new Map<string, string | number>([['page size', pageBytes]]);
  if (!configuration) return texts;
  texts.set('machine type', configuration.machineType);
  if (configuration.uuid !== undefined) texts.set('uuid', configuration.uuid);
  for (const name of configuration.capabilities) texts.set(`capability ${name}`, 'on');
  return texts;
}

function ramOf({ ramBlocks, multifdFlushes }: MigrationStream): Texts {
  const texts = new Map<string, string | number>();
  for (const block of ramBlocks.values()) {
    for (const [name, value] of Object.entries(countsOf(block))) texts.set(`${block.name}/${name}`, value);
  }
  if (multifdFlushes > 0) texts.set('other streams', 'multifd');
  return texts;
}

function countsOf({ bytes, sent, address, hostPageBytes, mapped }: RamBlock): Record<string, number> {
  return {
    bytes,
    ...(address !== undefined && { address }),
    ...(hostPageBytes !== undefined && { 'host page size': hostPageBytes }),
    ...(mapped && { 'pages in the file': mapped.pages }),
    ...{ 'full pages': sent.full, 'pages of zeros': sent.zero },
    ...(sent.xbzrle > 0 && { 'XBZRLE pages': sent.xbzrle }),
    ...(sent.compressed > 0 && { 'compressed pages': sent.compressed }),
  };
}

function sectionsOf({ sections }: MigrationStream): Texts {
  return new Map(
    sections.map(({ name, instanceId, version, ended }): [string, string] => [
      `${name}#${instanceId}`,
      `version ${version}${ended ? '' : ', without its last part'}`,
    ]),
  );
}

function commandsOf({ commands }: MigrationStream): Texts {
  const counts = new Map<string, number>();
  for (const { name } of commands) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function* compareDevices(a: readonly DeviceState[], b: readonly DeviceState[]): Generator<StreamDifference> {
  const [first, second] = [byName(a), byName(b)];
  for (const name of new Set([...first.keys(), ...second.keys()])) {
    const [one, other] = [first.get(name), second.get(name)];
    if (one && other) yield* compareDevice(name, one, other);
    else yield difference(name, 'device', one && describe(one), other && describe(other));
  }
}

/** Those that have even their instance in common are told apart by their order. */
function byName(devices: readonly DeviceState[]): Map<string, DeviceState> {
  const named = new Map<string, DeviceState>();
  for (const device of devices) {
    const name = `${device.name}#${device.instanceId}`;
    let unique = name;
    for (let again = 2; named.has(unique); again++) unique = `${name} (${again})`;
    named.set(unique, device);
  }
  return named;
}

function describe({ version, state }: DeviceState): string {
  return `version ${version}, ${state.bytes.length} bytes`;
}

function* compareDevice(path: string, a: DeviceState, b: DeviceState): Generator<StreamDifference> {
  if (a.version !== b.version) yield difference(`${path}/version`, undefined, a.version, b.version);
  const registers = [systemRegisters(a), systemRegisters(b)].map(
    (list) => list && new Map(list.map(({ name, value }) => [name, value])),
  );
  const [first, second] = registers;
  const named = first && second ? systemRegisterFields : undefined;
  yield* differencesOfFields(path, a.state, b.state, named);
  if (!first || !second) return;
  for (const name of new Set([...first.keys(), ...second.keys()])) {
    const [one, other] = [first.get(name), second.get(name)];
    if (one !== other) yield difference(`${path}/${name}`, 'system register', one, other);
  }
}

function difference(
  path: string,
  type: string | undefined,
  first: FieldValue | string | undefined,
  second: FieldValue | string | undefined,
): StreamDifference {
  return {
    path,
    ...(type !== undefined && { type }),
    ...(first !== undefined && { first }),
    ...(second !== undefined && { second }),
  };
}
