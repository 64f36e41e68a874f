import type { Description } from './description.js';
import { readDeviceState, type DeviceState } from './device-state.js';
import type { RamReader } from './ram.js';
import { sectionType } from './section-type.js';
import type { StreamCursor } from './stream-cursor.js';

const ramVersion = 4;

/** Commands for the destination that say nothing of the VM: open a return path, ping, the switchover begins. */
const harmlessCommands = new Set([1, 2, 11]);

/** Goes through the sections between the configuration and the description, and holds them to the latter. */
export class SectionReader {
  readonly #devices: DeviceState[] = [];
  /** The id of the section that guest memory is saved in, once it was begun. */
  #ramSection: number | undefined;

  constructor(
    readonly cursor: StreamCursor,
    readonly ram: RamReader,
    readonly description: Description,
  ) {}

  /** @returns the devices, in their order in the stream */
  async readAll(): Promise<readonly DeviceState[]> {
    const { cursor } = this;
    for (;;) {
      await cursor.need(1, 'a section');
      const start = cursor.position;
      const type = cursor.u8();
      switch (type) {
        case sectionType.start:
          await this.#readStart(start);
          break;
        case sectionType.part:
        case sectionType.end:
          await this.#readPart(start);
          break;
        case sectionType.full:
          await this.#readDevice(start);
          break;
        case sectionType.command:
          await this.#readCommand(start);
          break;
        case sectionType.endOfStream:
          this.#checkEnd(start);
          return this.#devices;
        default:
          throw cursor.wrong('a section', `type 0x${type.toString(16)}`, start);
      }
    }
  }

  async #readStart(start: number): Promise<void> {
    const { section, name, version } = await this.#readHeader();
    if (name !== 'ram' || version !== ramVersion) {
      throw this.cursor.notSupported(`${name} version ${version}, saved in parts,`, start);
    }
    this.#ramSection = section;
    await this.ram.readSection();
    await this.#readFooter(section);
  }

  async #readPart(start: number): Promise<void> {
    await this.cursor.need(4, "a section's id");
    const section = this.cursor.u32();
    if (section !== this.#ramSection) {
      throw this.cursor.wrong('a section that was begun', String(section), start + 1);
    }
    await this.ram.readSection();
    await this.#readFooter(section);
  }

  async #readDevice(start: number): Promise<void> {
    const { section, name, instanceId, version } = await this.#readHeader();
    const next = this.#next;
    const expected = next ? `${next.name} ${next.instanceId} version ${next.version ?? version}` : 'no more';
    const found = `${name} ${instanceId} version ${version}`;
    if (!next || expected !== found) throw this.cursor.wrong(`the device ${expected}`, found, start);
    this.#devices.push(await readDeviceState(this.cursor, next, version));
    await this.#readFooter(section);
  }

  async #readCommand(start: number): Promise<void> {
    await this.cursor.need(4, 'a command');
    const command = this.cursor.u16();
    if (!harmlessCommands.has(command)) {
      throw this.cursor.notSupported(`migration command ${command} (postcopy or COLO)`, start);
    }
    this.cursor.skip(this.cursor.u16(), 'a command');
  }

  #checkEnd(start: number): void {
    const { cursor, description } = this;
    if (this.#next) {
      const { name, instanceId } = this.#next;
      throw cursor.wrong(`the device ${name} ${instanceId}`, 'the end of the devices', start);
    }
    if (cursor.position !== description.offset) {
      throw cursor.wrong(
        `more sections until byte ${description.offset - 1}`,
        'the end of the devices',
        start,
      );
    }
  }

  /** The device whose section must come next: the description has them in the stream's order. */
  get #next() {
    return this.description.devices[this.#devices.length];
  }

  async #readHeader() {
    const { cursor } = this;
    await cursor.need(4, "a section's id");
    const section = cursor.u32();
    const name = await cursor.name("a section's name");
    await cursor.need(8, `the header of ${name}`);
    return { section, name, instanceId: cursor.u32(), version: cursor.u32() };
  }

  async #readFooter(section: number): Promise<void> {
    const { cursor } = this;
    await cursor.need(5, "a section's footer");
    const start = cursor.position;
    const type = cursor.u8();
    const id = cursor.u32();
    if (type === sectionType.footer && id === section) return;
    throw cursor.wrong(
      `the footer of section ${section}`,
      `type 0x${type.toString(16)}, section ${id}`,
      start,
    );
  }
}
