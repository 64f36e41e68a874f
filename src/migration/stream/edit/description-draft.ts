import { UsageError } from '../../../support/errors.js';
import { isRecord, type JsonObject } from '../description-json.js';
import { sectionType } from '../section-type.js';

/** The JSON at a stream's end, as it becomes: it must describe just the devices that are there. */
export class DescriptionDraft {
  readonly #root: JsonObject;
  readonly #devices: unknown[];

  /** @param text - of a description that was read before, and is sound */
  constructor(text: string) {
    this.#root = JSON.parse(text) as JsonObject;
    this.#devices = this.#root.devices as unknown[];
  }

  /** @param index - of the device among those of the stream */
  removeDevice(index: number): void {
    this.#devices[index] = undefined;
  }

  /** The devices from this one on. */
  removeDevicesFrom(index: number): void {
    this.#devices.splice(index);
  }

  /** @throws UsageError when the subsection is inside of a field, whose size would change with it */
  removeSubsection(index: number, path: readonly string[]): void {
    let owner = this.#devices[index];
    for (const [depth, name] of path.entries()) {
      const subsections = isRecord(owner) ? owner.subsections : undefined;
      const found = Array.isArray(subsections) ? subsections.findIndex((one) => nameOf(one) === name) : -1;
      if (!Array.isArray(subsections) || found < 0) {
        throw new UsageError(
          `the subsection ${name} is inside of a field: only those of a device or of another subsection can be removed`,
        );
      }
      if (depth === path.length - 1) subsections.splice(found, 1);
      else owner = subsections[found];
    }
  }

  /** With its header, as it stands in the stream. */
  get bytes(): Buffer {
    const devices = this.#devices.filter((device) => device !== undefined);
    const json = Buffer.from(JSON.stringify({ ...this.#root, devices }));
    const header = Buffer.alloc(5);
    header[0] = sectionType.description;
    header.writeUInt32BE(json.length, 1);
    return Buffer.concat([header, json]);
  }
}

function nameOf(subsection: unknown): unknown {
  return isRecord(subsection) ? subsection.vmsd_name : undefined;
}
