import type { StreamCursor } from './stream-cursor.js';
import { sectionType } from './section-type.js';

/** What the section in front of all others says. */
export interface Configuration {
  readonly machineType: string;
  /** Absent where the architecture has only one page size. */
  readonly pageBytes: number | undefined;
}

/** QEMU's longest machine type has some thirty letters. */
const longestMachineType = 256;

/** Reads the configuration section with its subsections (`vmstate_configuration` in QEMU's migration/savevm.c). */
export async function readConfiguration(cursor: StreamCursor): Promise<Configuration> {
  await cursor.need(5, 'the configuration section');
  const type = cursor.u8();
  if (type !== sectionType.configuration) {
    throw cursor.wrong('a configuration section (type 7)', `type ${type}`, cursor.position - 1);
  }
  const length = cursor.u32();
  if (length > longestMachineType) {
    throw cursor.wrong('the length of a machine type', String(length), cursor.position - 4);
  }
  await cursor.need(length + 1, 'the machine type');
  const machineType = cursor.text(length);
  let pageBytes: number | undefined;
  for (;;) {
    await cursor.need(1, 'the first section');
    const start = cursor.position;
    if (cursor.u8() !== sectionType.subsection) {
      cursor.position = start;
      return { machineType, pageBytes };
    }
    const name = await cursor.name('the name of a subsection');
    await cursor.need(8, `the subsection ${name}`);
    const version = cursor.u32();
    if (name === 'configuration/target-page-bits' && version === 1) {
      const bits = cursor.u32();
      if (bits < 10 || bits > 24) throw cursor.wrong('from 10 to 24 bits of page size', String(bits), start);
      pageBytes = 2 ** bits;
    } else if (name === 'configuration/uuid' && version === 1) {
      cursor.skip(16, 'the UUID');
    } else if (name === 'configuration/capabilities' && version === 1) {
      const count = cursor.u32();
      // Each one of them changes how RAM is saved: mapped-ram, x-ignore-shared.
      if (count > 0) throw cursor.notSupported(`capability ${await cursor.name('a capability')}`, start);
    } else {
      throw cursor.notSupported(`configuration subsection ${name}, version ${version},`, start);
    }
  }
}
