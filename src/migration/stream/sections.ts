import { readCommand, type StreamCommand } from './commands.js';
import type { Description } from './description.js';
import type { DeviceLayout } from './device-layout.js';
import {
  mostDeviceBytes,
  readDeviceState,
  readUnknownDevice,
  type DeviceHeader,
  type DeviceState,
} from './device-state.js';
import { diskSections, type SectionWalker } from './disk-sections.js';
import type { RamReader } from './ram.js';
import { sectionType } from './section-type.js';
import type { StreamCursor } from './stream-cursor.js';

/** A section that is saved in parts, while the VM may still run: guest memory, disks. */
export interface StreamSection {
  readonly section: number;
  /** `ram`, `block`, `dirty-bitmap`. */
  readonly name: string;
  readonly instanceId: number;
  readonly version: number;
  /** Of its first part: bytes from the file's beginning. */
  readonly offset: number;
  /** In how many parts it came. */
  parts: number;
  /** Whether the last part was there. A background snapshot has none. */
  ended: boolean;
}

/** What the sections held so far. */
export interface SectionContents {
  readonly sections: Map<number, StreamSection>;
  readonly devices: DeviceState[];
  readonly commands: StreamCommand[];
}

const ramVersion = 4;
/** A stream that is damaged could make us keep any number of them. */
const mostEntries = 50_000;

/** Goes through the sections between the configuration and the description, and holds them to the latter. */
export class SectionReader {
  readonly contents: SectionContents = { sections: new Map(), devices: [], commands: [] };
  readonly #walkers = new Map<number, SectionWalker>();
  /** Machine types up to pc-i440fx-2.3 write none. Known after the first section. */
  #footers: 'unknown' | 'present' | 'absent' = 'unknown';
  #deviceBytes = 0;

  constructor(
    readonly cursor: StreamCursor,
    readonly ram: RamReader,
    /** Absent when the stream carries none. */
    readonly description: Description | undefined,
    /** That of another stream, for devices that this one does not describe. */
    readonly other: Description | undefined,
  ) {}

  /** Reads up to the byte that ends the sections, and that too. */
  async readAll(): Promise<void> {
    const { cursor } = this;
    for (;;) {
      cursor.place = undefined;
      await cursor.need(1, 'a section');
      const start = cursor.position;
      const type = cursor.u8();
      switch (type) {
        case sectionType.start:
          await this.#readStart(start);
          break;
        case sectionType.part:
        case sectionType.end:
          await this.#readPart(start, type === sectionType.end);
          break;
        case sectionType.full:
          await this.#readDevice(start);
          break;
        case sectionType.command:
          await this.#readCommand();
          break;
        case sectionType.endOfStream:
          this.#checkEnd(start);
          return;
        default:
          throw cursor.wrong('a section', `type 0x${type.toString(16)}`, start);
      }
    }
  }

  async #readStart(start: number): Promise<void> {
    const { cursor } = this;
    const header = await this.#readHeader();
    const { name, version, section } = header;
    const walk =
      name === 'ram' && version === ramVersion
        ? () => this.ram.readSection()
        : diskSections.get(`${name} version ${version}`);
    if (!walk) throw cursor.notSupported(`${name} version ${version}, saved in parts`, start);
    this.#keepFew(this.contents.sections.size);
    this.#walkers.set(section, walk);
    this.contents.sections.set(section, { ...header, offset: start, parts: 1, ended: false });
    await walk(cursor);
    await this.#readFooter(section);
  }

  async #readPart(start: number, last: boolean): Promise<void> {
    const { cursor } = this;
    await cursor.need(4, "a section's id");
    const id = cursor.u32();
    const section = this.contents.sections.get(id);
    const walk = this.#walkers.get(id);
    if (!section || !walk) throw cursor.wrong('a section that was begun', String(id), start + 1);
    section.parts++;
    cursor.place = `part ${section.parts} of section ${id} (${section.name})`;
    await walk(cursor);
    section.ended ||= last;
    await this.#readFooter(id);
  }

  async #readDevice(start: number): Promise<void> {
    const { cursor, contents } = this;
    const header = await this.#readHeader();
    this.#keepFew(contents.devices.length);
    if (this.#deviceBytes > mostDeviceBytes)
      throw cursor.notSupported(`devices of ${this.#deviceBytes} bytes`, start);
    const keep = (device: DeviceState) => {
      this.#deviceBytes += device.state.bytes.length;
      contents.devices.push(device);
    };
    const layout = this.#layoutOf(header, start);
    if (layout) await readDeviceState(cursor, header, layout, keep);
    else if (this.#footers === 'absent') {
      throw cursor.notSupported('devices without footers and without a description', start);
    } else await readUnknownDevice(cursor, header, this.#guess(header), keep);
    await this.#readFooter(header.section);
  }

  /** The description has the devices in the stream's order. */
  #layoutOf({ name, instanceId, version }: DeviceHeader, start: number): DeviceLayout | undefined {
    const { description, contents } = this;
    if (!description) return undefined;
    const next = description.devices[contents.devices.length];
    if (!next && !description.whole) return undefined;
    const expected = next ? `${next.name} ${next.instanceId} version ${next.version ?? version}` : 'no more';
    const found = `${name} ${instanceId} version ${version}`;
    if (next && expected === found) return next;
    throw this.cursor.wrong(`the device ${expected}`, found, start);
  }

  #guess({ name, instanceId }: DeviceHeader): DeviceLayout | undefined {
    return this.other?.devices.find((device) => device.name === name && device.instanceId === instanceId);
  }

  async #readCommand(): Promise<void> {
    const { cursor, contents, ram } = this;
    cursor.place = 'a command';
    const command = await readCommand(cursor);
    this.#keepFew(contents.commands.length);
    contents.commands.push(command);
    if (command.name === 'postcopy-advise') ram.postcopyAdvised = true;
  }

  #checkEnd(start: number): void {
    const { cursor, description, contents } = this;
    if (!description?.whole) return;
    const next = description.devices[contents.devices.length];
    if (next) {
      throw cursor.wrong(`the device ${next.name} ${next.instanceId}`, 'the end of the devices', start);
    }
    if (cursor.position !== description.offset) {
      throw cursor.wrong(
        `more sections until byte ${description.offset - 1}`,
        'the end of the devices',
        start,
      );
    }
  }

  async #readHeader(): Promise<DeviceHeader> {
    const { cursor } = this;
    await cursor.need(4, "a section's id");
    const section = cursor.u32();
    cursor.place = `section ${section}`;
    const name = await cursor.name("a section's name");
    if (!/^[ -~]+$/.test(name)) throw cursor.wrong("a section's name", JSON.stringify(name));
    await cursor.need(8, `the header of ${name}`);
    const instanceId = cursor.u32();
    cursor.place = `section ${section} (${name}#${instanceId})`;
    return { section, name, instanceId, version: cursor.u32() };
  }

  async #readFooter(section: number): Promise<void> {
    const { cursor } = this;
    if (this.#footers === 'absent') return;
    const start = cursor.position;
    if (this.#footers === 'unknown' && (await this.#lacksFooter())) {
      this.#footers = 'absent';
      return;
    }
    await cursor.need(5, "a section's footer");
    this.#footers = 'present';
    const type = cursor.u8();
    const id = cursor.u32();
    if (type === sectionType.footer && id === section) return;
    throw cursor.wrong(
      `the footer of section ${section}`,
      `type 0x${type.toString(16)}, section ${id}`,
      start,
    );
  }

  /** Whether the next section follows at once. */
  async #lacksFooter(): Promise<boolean> {
    const next = await this.cursor.peek();
    return next !== undefined && next >= sectionType.start && next <= sectionType.full;
  }

  #keepFew(kept: number): void {
    if (kept >= mostEntries) throw this.cursor.notSupported(`more than ${mostEntries} sections or commands`);
  }
}
