import { isRecord, list, record, text, u32, whole, type JsonObject, type Wrong } from './description-json.js';
import {
  hasSubsections,
  type ArrayLayout,
  type Layout,
  type Member,
  type StructLayout,
  type Subsection,
} from './layout.js';

/** What the description says about one device. */
export interface DeviceLayout {
  readonly name: string;
  readonly instanceId: number;
  /** Absent for a device that writes its bytes by itself (slirp). */
  readonly version: number | undefined;
  readonly state: StructLayout;
}

/** Bytes of a subsection's header without its name. */
const subsectionHeaderBytes = 6;
/** QEMU nests about five deep. */
const deepest = 64;
/** The most that was seen is some ten thousand; a description that is damaged could have us count for hours. */
const mostValues = 2 ** 20;

/** Reads what the JSON says about one device. @throws what `wrong` makes */
export function readDevice(json: unknown, wrong: Wrong): DeviceLayout {
  const device = record(json, 'a device', wrong);
  const name = text(device.name, 'the name of a device', wrong);
  const instanceId = u32(device.instance_id, `the instance_id of ${name}`, wrong);
  const state = readStruct(device, name, 0, wrong);
  const values = valuesIn(state);
  if (values > mostValues) throw wrong(`at most ${mostValues} values in ${name}`, String(values));
  return {
    name,
    instanceId,
    version: device.version === undefined ? undefined : u32(device.version, `the version of ${name}`, wrong),
    state,
  };
}

function valuesIn(layout: Layout): number {
  switch (layout.kind) {
    case 'leaf':
      return 1;
    case 'array':
      return layout.runs.reduce((sum, { count, element }) => sum + count * valuesIn(element), 0);
    case 'struct':
      return [...layout.members.values()].reduce((sum, member) => sum + valuesIn(member.layout), 0);
  }
}

function readStruct(json: JsonObject, where: string, depth: number, wrong: Wrong): StructLayout {
  if (depth > deepest) throw wrong(`at most ${deepest} structs inside of each other`, `more in ${where}`);
  // The elements of an array that are described one by one are fields of the same name. (5.2 to 10.0 add an index,
  // not to all of them; 11.1 does not.)
  const fields = new Map<string, [Member, ...Member[]]>();
  const subsections: Subsection[] = [];
  let size = 0;
  for (const item of list(json.fields, `the fields of ${where}`, wrong)) {
    const { name, layout } = readField(item, where, depth, wrong);
    const member = { offset: size, layout };
    const before = fields.get(name);
    if (before) before.push(member);
    else fields.set(name, [member]);
    size += layout.size;
  }
  for (const item of list(json.subsections ?? [], `the subsections of ${where}`, wrong)) {
    const subsection = record(item, `a subsection of ${where}`, wrong);
    const name = text(subsection.vmsd_name, `the vmsd_name of a subsection of ${where}`, wrong);
    const version = u32(subsection.version, `the version of ${name}`, wrong);
    const layout = readStruct(subsection, name, depth + 1, wrong);
    const member = { offset: size + subsectionHeaderBytes + Buffer.byteLength(name), layout };
    fields.set(name, [member]);
    subsections.push({ ...member, name, version });
    size = member.offset + layout.size;
  }
  const members = new Map([...fields].map(([name, parts]) => [name, joined(parts)]));
  const nested = [...members.values()].filter(({ layout }) => hasSubsections(layout));
  return { kind: 'struct', size, members, subsections, nested };
}

function readField(json: unknown, where: string, depth: number, wrong: Wrong) {
  const field = record(json, `a field of ${where}`, wrong);
  const name = text(field.name, `the name of a field of ${where}`, wrong);
  const path = `${where}/${name}`;
  const size = whole(field.size, `the size of ${path}`, wrong);
  const type = text(field.type, `the type of ${path}`, wrong);
  // A struct without fields stands for a null pointer in an array (before 9.2): one byte.
  const inner = structOf(field);
  const element: Layout = inner ? readStruct(inner, path, depth + 1, wrong) : { kind: 'leaf', type, size };
  if (element.size !== size) throw wrong(`${size} bytes in all fields of ${path}`, String(element.size));
  if (field.array_len === undefined) return { name, layout: element };
  const count = whole(field.array_len, `the array_len of ${path}`, wrong);
  // Any number of elements without bytes: what is damaged could have us count for hours.
  if (size === 0) return { name, layout: element };
  const layout: ArrayLayout = {
    kind: 'array',
    size: size * count,
    length: count,
    runs: [{ offset: 0, count, element }],
  };
  return { name, layout };
}

function structOf(field: JsonObject): JsonObject | undefined {
  const { struct, type, fields } = field;
  if (isRecord(struct) && struct.fields !== undefined) return struct;
  // These have their fields beside their size: what is computed for saving, and structs of a fixed version.
  return (type === 'tmp' || type === 'vstruct') && fields !== undefined ? field : undefined;
}

/** One field, or an array of all fields that have the same name. */
function joined(parts: readonly [Member, ...Member[]]): Member {
  const [first, ...others] = parts;
  const last = others.at(-1);
  if (!last) return first;
  const { offset } = first;
  const runs = parts.flatMap((part) => runsOf(part, offset));
  const length = runs.reduce((sum, { count }) => sum + count, 0);
  return { offset, layout: { kind: 'array', size: last.offset + last.layout.size - offset, length, runs } };
}

function runsOf({ offset, layout }: Member, origin: number): ArrayLayout['runs'] {
  if (layout.kind !== 'array') return [{ offset: offset - origin, count: 1, element: layout }];
  return layout.runs.map((run) => ({ ...run, offset: offset - origin + run.offset }));
}
