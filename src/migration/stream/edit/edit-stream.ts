import { UsageError } from '../../../support/errors.js';
import type { DeviceState } from '../device-state.js';
import { readDeviceStates } from '../read-device-states.js';
import type { MigrationStream } from '../read-stream.js';
import { sectionType } from '../section-type.js';
import { StreamFile } from '../stream-file.js';
import { DescriptionDraft } from './description-draft.js';
import { DeviceDraft } from './device-draft.js';
import { spliceOfPage } from './page-splices.js';
import { copySpliced, type Splice } from './splice.js';
import {
  deviceName,
  type CutStream,
  type DeviceOfStream,
  type SetPage,
  type StreamEdit,
} from './stream-edit.js';

const headerBytesWithoutName = 14;
const footerBytes = 5;

/**
 * Writes a copy of a migration stream with changes: what QEMU would have sent of a VM that is so. Everything else stays
 * as it is, byte by byte; sections, subsections and the description fit together again, but where a `cut` tears them.
 *
 * It takes what QEMU 5.2 to 11.1 write into a file for aarch64 and x86_64, mapped-ram too, at whatever offset it begins.
 *
 * @param from - the stream's file, which is only read
 * @param to - the copy's file, which is overwritten
 * @param edits - in any order; of two for the same field or page the later one counts
 * @param options - `offset`: where the stream begins, when not at the file's beginning
 * @throws UsageError when an edit names what the stream does not have, or a value does not fit
 * @throws StreamFormatError or StreamNotSupportedError when the stream is damaged, or does not describe its devices
 * @throws EnvironmentError when one file cannot be read or the other not be written
 *
 * @example
 * await editStream('vm.state', 'broken.state', [
 *   { edit: 'set', device: 'cpu', instance: 1, field: ['power_state'], to: 0 },
 * ]);
 */
export async function editStream(
  from: string,
  to: string,
  edits: readonly StreamEdit[],
  options: { readonly offset?: number | undefined; readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  const memory = edits.some(({ edit }) => edit === 'set-page');
  const stream = await readDeviceStates(from, { ...options, memory });
  if (stream.container?.includes('qcow2'))
    throw new UsageError(`${from} is a disk image: save its VM to a file first`);
  await using file = await StreamFile.open(from, options.signal);
  const read = async (offset: number, length: number) => {
    const bytes = Buffer.alloc(length);
    await file.read(bytes, offset);
    return bytes;
  };
  const draft = new StreamDraft(stream, read);
  for (const edit of edits) await draft.apply(edit);
  await copySpliced(from, to, await draft.splices(file.size), options.signal);
}

/** A stream, as it becomes. */
class StreamDraft {
  readonly #devices = new Map<DeviceState, DeviceDraft>();
  readonly #removed = new Set<DeviceState>();
  readonly #pages = new Map<string, SetPage>();
  #description: DescriptionDraft | undefined;
  #cut: CutStream | undefined;

  constructor(
    readonly stream: MigrationStream,
    readonly read: (offset: number, length: number) => Promise<Buffer>,
  ) {}

  async apply(edit: StreamEdit): Promise<void> {
    switch (edit.edit) {
      case 'set':
        this.#draft(edit).set(edit);
        return;
      case 'set-register':
        this.#draft(edit).setRegister(edit);
        return;
      case 'set-page':
        this.#pages.set(`${edit.page} ${edit.block}`, edit);
        return;
      case 'remove':
        this.#removed.add(this.#find(edit));
        (await this.#describe()).removeDevice(this.#indexOf(edit));
        return;
      case 'remove-subsection':
        this.#draft(edit).removeSubsection(edit);
        (await this.#describe()).removeSubsection(this.#indexOf(edit), edit.subsection);
        return;
      case 'cut':
        this.#find(edit);
        this.#cut = edit;
        if (edit.at === 'before') (await this.#describe()).removeDevicesFrom(this.#indexOf(edit));
    }
  }

  async splices(fileBytes: number): Promise<Splice[]> {
    const { stream } = this;
    const splices = [...this.#devices.values()]
      .filter(({ device }) => !this.#removed.has(device))
      .map(({ splice }) => splice);
    for (const device of this.#removed) splices.push(await this.#withoutSection(device));
    const { pages } = stream;
    if (pages)
      for (const edit of this.#pages.values())
        splices.push(...(await spliceOfPage(stream, pages, edit, this.read)));
    if (this.#cut) return this.#untilCut(splices, this.#cut, fileBytes);
    if (this.#description && stream.description) {
      const { offset, bytes: length } = stream.description;
      splices.push({ offset, length, bytes: this.#description.bytes });
    }
    return merged(splices);
  }

  /** Whatever is behind the cut goes. */
  #untilCut(splices: readonly Splice[], cut: CutStream, fileBytes: number): Splice[] {
    const { state, name } = this.#find(cut);
    const inside = state.offset + (state.bytes.length >> 1);
    const offset =
      cut.at === 'torn inside' ? inside : state.offset - headerBytesWithoutName - Buffer.byteLength(name);
    const end = Buffer.from([sectionType.endOfStream]);
    const bytes =
      this.#description && cut.at === 'before'
        ? Buffer.concat([end, this.#description.bytes])
        : Buffer.alloc(0);
    const before = splices.flatMap((splice) => {
      if (splice.offset + splice.length <= offset) return [splice];
      if (splice.offset >= offset) return [];
      return [
        {
          ...splice,
          length: offset - splice.offset,
          bytes: splice.bytes.subarray(0, offset - splice.offset),
        },
      ];
    });
    return merged([...before, { offset, length: fileBytes - offset, bytes }]);
  }

  async #withoutSection({ name, section, state }: DeviceState): Promise<Splice> {
    const header = headerBytesWithoutName + Buffer.byteLength(name);
    const end = state.offset + state.bytes.length;
    const after = await this.read(end, footerBytes);
    // Machine types up to pc-i440fx-2.3 write no footers.
    const hasFooter = after[0] === sectionType.footer && after.readUInt32BE(1) === section;
    const length = header + state.bytes.length + (hasFooter ? footerBytes : 0);
    return { offset: state.offset - header, length, bytes: Buffer.alloc(0) };
  }

  #draft(of: DeviceOfStream): DeviceDraft {
    const device = this.#find(of);
    const known = this.#devices.get(device);
    if (known) return known;
    const made = new DeviceDraft(device);
    this.#devices.set(device, made);
    return made;
  }

  #indexOf(of: DeviceOfStream): number {
    return this.stream.devices.indexOf(this.#find(of));
  }

  #find(of: DeviceOfStream): DeviceState {
    const { device, instance = 0 } = of;
    const found = this.stream.devices.find(
      ({ name, instanceId }) => name === device && instanceId === instance,
    );
    if (!found)
      throw new UsageError(`the migration stream ${this.stream.path} has no device ${deviceName(of)}`);
    return found;
  }

  async #describe(): Promise<DescriptionDraft> {
    const { description } = this.stream;
    if (!description) throw new Error('a stream without a description was read as one with it');
    if (!this.#description) {
      const json = await this.read(description.offset + 5, description.bytes - 5);
      this.#description = new DescriptionDraft(json.toString('utf8'));
    }
    return this.#description;
  }
}

/** Those at one place as one: several pages may share a byte of a bitmap, or be put behind all others. */
function merged(splices: readonly Splice[]): Splice[] {
  const byPlace = new Map<string, Splice>();
  for (const splice of splices) {
    const key = `${splice.offset} ${splice.length}`;
    const before = byPlace.get(key);
    if (!before) byPlace.set(key, splice);
    else if (splice.length === 0)
      byPlace.set(key, { ...splice, bytes: Buffer.concat([before.bytes, splice.bytes]) });
    else
      byPlace.set(key, {
        ...splice,
        bytes: splice.bytes.map((byte, index) => byte | (before.bytes[index] ?? 0)),
      });
  }
  return [...byPlace.values()];
}
