import { StreamFormatError, StreamNotSupportedError, type StreamDamage } from './errors.js';
import { readConfiguration, type StreamConfiguration } from './configuration.js';
import { readDescription, type Description } from './description.js';
import type { DeviceState } from './device-state.js';
import type { StreamCommand } from './commands.js';
import { PageIndex } from './page-index.js';
import { RamReader } from './ram.js';
import type { RamBlock } from './ram-block.js';
import { sectionType } from './section-type.js';
import { SectionReader, type StreamSection } from './sections.js';
import { findBegin, type StreamBegin, type StreamPlace } from './stream-begin.js';
import { StreamCursor } from './stream-cursor.js';
import { StreamFile } from './stream-file.js';

/** All that a migration stream holds, without the guest's memory. Offsets are bytes from the file's beginning. */
export interface MigrationStream {
  /** The file it was read from. */
  readonly path: string;
  /** What that file is, when the stream is inside of something else: a qcow2 image, a libvirt save image. */
  readonly container: string | undefined;
  /** Where the stream begins, and where it ends or could not be read any further. */
  readonly begin: number;
  readonly end: number;
  /** Absent for machine types up to pc-i440fx-2.3, which send none, and when the stream is cut in front of it. */
  readonly configuration: StreamConfiguration | undefined;
  /** The page size of the target that QEMU was built for, in bytes. */
  readonly pageBytes: number;
  readonly ramBlocks: ReadonlyMap<string, RamBlock>;
  /** Where each page is; only when it was asked for. */
  readonly pages: PageIndex | undefined;
  /** How often it refers to other streams that hold pages (multifd to a destination that is no mapped-ram file). */
  readonly multifdFlushes: number;
  /** What is saved in parts: guest memory, disks. */
  readonly sections: readonly StreamSection[];
  /** What the source told the destination to do. */
  readonly commands: readonly StreamCommand[];
  /** In their order in the stream. */
  readonly devices: readonly DeviceState[];
  /** Where the description of the devices' fields is; absent when the stream carries none, as in postcopy. */
  readonly description:
    { readonly offset: number; readonly bytes: number; readonly whole: boolean } | undefined;
  /** Why the rest of it, behind all of this, could not be read. Absent when the stream is whole. */
  readonly damage: StreamDamage | undefined;
}

/** Where the stream is, if not at the file's beginning, and when to stop. */
export interface ReadStreamOptions extends StreamPlace {
  /**
   * Another stream of the same machine and QEMU, for a stream that does not describe its devices itself, or not any more:
   * devices with the same version and size are decoded by its description.
   */
  readonly describedBy?: string | undefined;
  /** Whether to take down where each page of the guest's memory is, for compareMemory; eight bytes a page. */
  readonly memory?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * For a stream that says nothing of its page size and has lost its description: that of most architectures, and the
 * smallest one of Arm, which is what it has where it names none.
 */
const possiblePageBytes = [4096, 1024] as const;

/**
 * Reads a migration stream in a file, as QEMU 5.2 to 11.1 save it by `exec:`, `file:`, mapped-ram, `savevm`, or as it
 * was captured on its way to another host; in constant memory but for the devices.
 *
 * It goes through the file from its beginning, section by section, so that each header and footer is checked, and a
 * stream that is cut or damaged anywhere but inside of a page is told with the place; only the JSON description is
 * fetched from the end first, since a device's bytes cannot be told without it. Reading backwards from the description
 * would not touch RAM at all, but would have to guess where the devices begin, and notice nothing of what is before.
 *
 * What is wrong with a stream is not thrown but told in {@link MigrationStream.damage}, beside all that could be read.
 *
 * @throws StreamFormatError or StreamNotSupportedError when the file is no migration stream, telling what it is if that
 *   is known; EnvironmentError when the file cannot be read; the signal's reason
 * @see QEMU's docs/devel/migration/main.rst, migration/savevm.c and migration/vmstate.c
 */
export async function readStream(path: string, options: ReadStreamOptions = {}): Promise<MigrationStream> {
  await using file = await StreamFile.open(path, options.signal);
  const begin = await findBegin(file, options);
  const { source, offset } = begin;
  const cursor = new StreamCursor(source, offset);
  cursor.skip(8, 'a migration stream');
  const other =
    options.describedBy === undefined ? undefined : await descriptionIn(options.describedBy, options.signal);
  const parts = new StreamParts(path, begin, cursor, other, options);
  try {
    await parts.read();
  } catch (error) {
    if (!(error instanceof StreamFormatError) && !(error instanceof StreamNotSupportedError)) throw error;
    return parts.stream(error);
  }
  return parts.stream();
}

/** The description in another stream. @throws StreamFormatError when there is none */
async function descriptionIn(path: string, signal: AbortSignal | undefined): Promise<Description> {
  await using file = await StreamFile.open(path, signal);
  const { source, offset } = await findBegin(file, {});
  const description = await readDescription(source, offset);
  if (description) return description;
  throw new StreamFormatError(
    path,
    source.size,
    'to end with a description of the devices (vmdescription)',
    'none',
  );
}

/** A stream as far as it was read. */
class StreamParts {
  #configuration: StreamConfiguration | undefined;
  #description: Description | undefined;
  #descriptionDamage: StreamFormatError | undefined;
  #ram: RamReader | undefined;
  #sections: SectionReader | undefined;

  constructor(
    readonly path: string,
    readonly begin: StreamBegin,
    readonly cursor: StreamCursor,
    readonly other: Description | undefined,
    readonly options: ReadStreamOptions,
  ) {}

  async read(): Promise<void> {
    const { cursor } = this;
    const configuration = await readConfiguration(cursor);
    this.#configuration = configuration;
    const description = await this.#readDescription();
    const pageBytes = configuration?.pageBytes ?? description?.pageBytes ?? (await this.#guessPageBytes());
    await this.#readSections(pageBytes, description);
    await this.#checkEnd();
  }

  async #readSections(pageBytes: number, description: Description | undefined): Promise<void> {
    const { cursor } = this;
    const { memory, offset, snapshot } = this.options;
    const pages = memory ? new PageIndex(pageBytes, { offset, snapshot }) : undefined;
    this.#ram = new RamReader(
      cursor,
      { pageBytes, capabilities: this.#configuration?.capabilities ?? [] },
      pages,
    );
    this.#sections = new SectionReader(cursor, this.#ram, description, this.other);
    await this.#sections.readAll();
  }

  /** The one by which the stream can be read the furthest. */
  async #guessPageBytes(): Promise<number> {
    const { cursor } = this;
    const begin = cursor.position;
    let best: { readonly pageBytes: number; readonly end: number } | undefined;
    for (const pageBytes of possiblePageBytes) {
      try {
        await this.#readSections(pageBytes, undefined);
        return pageBytes;
      } catch (error) {
        if (!(error instanceof StreamFormatError) && !(error instanceof StreamNotSupportedError)) throw error;
        if (!best || cursor.position > best.end) best = { pageBytes, end: cursor.position };
      } finally {
        cursor.position = begin;
        cursor.place = undefined;
      }
    }
    return best?.pageBytes ?? possiblePageBytes[0];
  }

  stream(damage?: StreamDamage): MigrationStream {
    const { path, begin, cursor } = this;
    const { sections, devices, commands } = this.#sections?.contents ?? {};
    const description = this.#description;
    const end = cursor.position + (damage || !description ? 0 : description.bytes);
    return {
      ...{ path, container: begin.container, begin: begin.offset, end, damage },
      configuration: this.#configuration,
      pageBytes: this.#ram?.form.pageBytes ?? possiblePageBytes[0],
      ramBlocks: this.#ram?.blocks ?? new Map<string, RamBlock>(),
      pages: this.#ram?.pages,
      multifdFlushes: this.#ram?.multifdFlushes ?? 0,
      sections: [...(sections?.values() ?? [])],
      ...{ devices: devices ?? [], commands: commands ?? [] },
      description: description && {
        offset: description.offset,
        bytes: description.bytes,
        whole: description.whole,
      },
    };
  }

  /** Devices can be listed without it, so what is wrong with it is told only behind them. */
  async #readDescription(): Promise<Description | undefined> {
    const { cursor, begin } = this;
    try {
      this.#description = await readDescription(cursor.file, begin.offset);
    } catch (error) {
      if (!(error instanceof StreamFormatError)) throw error;
      this.#descriptionDamage = error;
    }
    const [said, described] = [this.#configuration?.pageBytes, this.#description?.pageBytes];
    if (said === undefined || described === undefined || said === described) return this.#description;
    throw cursor.wrong(
      `a page size of ${said} in the description`,
      String(described),
      this.#description?.offset,
    );
  }

  async #checkEnd(): Promise<void> {
    const { cursor } = this;
    if (this.#descriptionDamage) throw this.#descriptionDamage;
    if (this.#description?.whole) return;
    // One that is sent begins at once. Where there is none the stream is as whole as it can tell.
    if ((await cursor.peek()) !== sectionType.description) return;
    cursor.place = 'the description of the devices';
    throw cursor.wrong('the rest of it', "the file's end", cursor.file.size);
  }
}
