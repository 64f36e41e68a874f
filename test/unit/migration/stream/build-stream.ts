/** Builds migration streams in memory, byte for byte as QEMU writes them. */

type FieldSpec =
  | { name: string; type: string; bytes: Buffer }
  /** Alike elements, described once. */
  | { name: string; type: string; elements: readonly Buffer[] }
  | { name: string; struct: StructSpec }
  /** Structs described one by one, with an index (until 9.x) or without. */
  | { name: string; structs: readonly StructSpec[]; indexed: boolean };

interface StructSpec {
  fields: readonly FieldSpec[];
  subsections?: readonly (StructSpec & { name: string; version: number })[];
}

export interface DeviceSpec extends StructSpec {
  name: string;
  instanceId: number;
  version: number;
}

export interface StreamSpec {
  machineType?: string;
  /** Behind the machine type; `null` for a stream without a configuration section. */
  configuration?: Buffer | null;
  /** What the first RAM section holds, in place of the list with the one block. */
  blocks?: Buffer;
  /** Records of a second RAM section, in front of its end. */
  pages?: Buffer;
  /** Sections in front of the devices. */
  sections?: Buffer;
  devices?: readonly DeviceSpec[];
  /** As machine types up to pc-i440fx-2.3 write it. */
  withoutFooters?: true;
  /** Makes the description say something else. */
  describe?: (description: Description) => unknown;
  /** Ends the stream behind its devices. */
  undescribed?: true;
}

export interface Description {
  page_size: number;
  devices: Described[];
}

interface Described {
  name: string;
  fields: { name: string; size: number; type: string; array_len?: number }[];
  [key: string]: unknown;
}

const pageBytes = 4096;
export const ramBlock = { name: 'mach-virt.ram', bytes: 0x1_0000_0000 };

export const u8 = (value: number): Buffer => Buffer.from([value]);
export const u16 = (value: number): Buffer => integer(2, value);
export const u32 = (value: number): Buffer => integer(4, value);
export const u64 = (value: number): Buffer => integer(8, value);
export const named = (name: string): Buffer => Buffer.concat([u8(name.length), Buffer.from(name)]);

/** A RAM record's address with its flags, and the block's name where it has one. */
export const record = (address: number, flags: number, block?: string): Buffer =>
  Buffer.concat([u64(address + flags), block === undefined ? Buffer.alloc(0) : named(block)]);

export const page = (address: number, fill = 0xaa): Buffer =>
  Buffer.concat([record(address, 0x28), Buffer.alloc(pageBytes, fill)]);

/** An Arm vCPU, as far as it matters here. */
export const armCpu = (instanceId: number, powerState: number): DeviceSpec => ({
  name: 'cpu',
  instanceId,
  version: 22,
  fields: [
    { name: 'env.xregs', type: 'uint64', elements: [u64(instanceId), u64(2), u64(3)] },
    { name: 'power_state', type: 'powered_off', bytes: u8(powerState) },
  ],
  subsections: [
    { name: 'cpu/irq-line-state', version: 1, fields: [{ name: 'line', type: 'uint32', bytes: u32(7) }] },
  ],
});

export function buildStream(spec: StreamSpec = {}): Buffer {
  const {
    machineType = 'virt-7.2',
    devices = [armCpu(0, 0), armCpu(1, 1)],
    describe = (d: Description): unknown => d,
  } = spec;
  const description = {
    page_size: pageBytes,
    devices: devices.map(({ name, instanceId, version, ...struct }) => ({
      name,
      instance_id: instanceId,
      version,
      ...describeStruct(struct),
    })),
  };
  const json = Buffer.from(JSON.stringify(describe(description)));
  const foot = (id: number) => (spec.withoutFooters ? Buffer.alloc(0) : footer(id));
  return Buffer.concat([
    ...[Buffer.from('QEVM'), u32(3), configurationBytes(machineType, spec.configuration)],
    ...[u8(1), u32(2), named('ram'), u32(0), u32(4)],
    ...[spec.blocks ?? blockList(ramBlock), u64(0x10), foot(2)],
    ...[u8(3), u32(2), spec.pages ?? somePages(), u64(0x10), foot(2)],
    ...[spec.sections ?? Buffer.alloc(0)],
    ...devices.flatMap((device, index) => [deviceSection(device, 10 + index), foot(10 + index)]),
    u8(0),
    ...(spec.undescribed ? [] : [u8(6), u32(json.length), json]),
  ]);
}

function configurationBytes(machineType: string, rest: Buffer | null = targetPageBits(12)): Buffer {
  if (rest === null) return Buffer.alloc(0);
  return Buffer.concat([u8(7), u32(machineType.length), Buffer.from(machineType), rest]);
}

/** The list of RAM blocks, with what may follow each one's size. */
export const blockList = (...blocks: readonly { name: string; bytes: number; details?: Buffer }[]): Buffer =>
  Buffer.concat([
    u64(blocks.reduce((sum, { bytes }) => sum + bytes, 0) + 0x04),
    ...blocks.flatMap(({ name, bytes, details }) => [named(name), u64(bytes), details ?? Buffer.alloc(0)]),
  ]);

/** The names of capabilities in the configuration section. */
export const capabilities = (...names: readonly string[]): Buffer =>
  subsection('configuration/capabilities', 1, Buffer.concat([u32(names.length), ...names.map(named)]));

/** A command to the destination. */
export const command = (number: number, payload: Buffer = Buffer.alloc(0)): Buffer =>
  Buffer.concat([u8(8), u16(number), u16(payload.length), payload]);

/** A section of a device that is saved in parts, whole in one part. */
export const wholeSection = (id: number, name: string, contents: Buffer): Buffer =>
  Buffer.concat([u8(1), u32(id), named(name), u32(0), u32(1), contents, footer(id)]);

export const targetPageBits = (bits: number): Buffer =>
  subsection('configuration/target-page-bits', 1, u32(bits));

export const subsection = (name: string, version: number, state: Buffer): Buffer =>
  Buffer.concat([u8(5), named(name), u32(version), state]);

export const footer = (section: number): Buffer => Buffer.concat([u8(0x7e), u32(section)]);

const somePages = (): Buffer =>
  Buffer.concat([record(0, 0x02, ramBlock.name), u8(0), page(pageBytes), page(2 * pageBytes)]);

const deviceSection = (device: DeviceSpec, id: number): Buffer =>
  Buffer.concat([
    ...[u8(4), u32(id), named(device.name), u32(device.instanceId), u32(device.version)],
    structBytes(device),
  ]);

const structBytes = ({ fields, subsections = [] }: StructSpec): Buffer =>
  Buffer.concat([
    ...fields.map(fieldBytes),
    ...subsections.map((part) => subsection(part.name, part.version, structBytes(part))),
  ]);

function fieldBytes(field: FieldSpec): Buffer {
  if ('bytes' in field) return field.bytes;
  if ('elements' in field) return Buffer.concat(field.elements);
  return Buffer.concat(('struct' in field ? [field.struct] : field.structs).map(structBytes));
}

const describeStruct = ({ fields, subsections }: StructSpec): Pick<Described, 'fields'> => ({
  fields: fields.flatMap(describeField),
  ...(subsections && {
    subsections: subsections.map((part) => ({
      vmsd_name: part.name,
      version: part.version,
      ...describeStruct(part),
    })),
  }),
});

function describeField(field: FieldSpec): Described['fields'] {
  const { name } = field;
  if ('bytes' in field) return [{ name, type: field.type, size: field.bytes.length }];
  if ('elements' in field) {
    const [first] = field.elements;
    return [{ name, array_len: field.elements.length, type: field.type, size: first?.length ?? 0 }];
  }
  const structs = 'struct' in field ? [field.struct] : field.structs;
  return structs.map((struct, index) => ({
    name,
    ...('indexed' in field && field.indexed && { index }),
    type: 'struct',
    struct: describeStruct(struct),
    size: structBytes(struct).length,
  }));
}

function integer(bytes: number, value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64BE(BigInt(value));
  return buffer.subarray(8 - bytes);
}
