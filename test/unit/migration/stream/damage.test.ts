import { expect } from 'chai';
import { readStream, type MigrationStream } from '../../../../src/migration/stream/index.js';
import {
  armCpu,
  buildStream,
  footer,
  named,
  ramBlock,
  u32,
  u64,
  u8,
  type DeviceSpec,
} from './build-stream.js';
import { StreamFiles } from './stream-files.js';

const timer: DeviceSpec = {
  ...{ name: 'timer', instanceId: 0, version: 2 },
  fields: [
    { name: 'ticks', type: 'uint64', bytes: u64(7) },
    { name: 'clocks', type: 'uint32', elements: [u32(1), u32(2), u32(3)] },
  ],
};
const devices = [timer, armCpu(0, 0), armCpu(1, 1)];
const good = buildStream({ devices });

/** The first byte behind what is said. */
function behind(...parts: readonly Buffer[]): number {
  const wanted = Buffer.concat(parts);
  expect(good.includes(wanted), 'the bytes to find').to.equal(true);
  return good.indexOf(wanted) + wanted.length;
}

const names = ({ devices: read }: MigrationStream) =>
  read.map(({ name, instanceId, state, missingBytes }) =>
    [`${name}#${instanceId}`, state.type, ...(missingBytes > 0 ? ['cut'] : [])].join(' '),
  );

describe('a damaged migration stream', () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());

  it('cut in RAM: the machine, the blocks and the pages until there', async () => {
    const cut = behind(named(ramBlock.name), u8(0)) + 100;
    const stream = await files.parts(good.subarray(0, cut));
    expect(stream.configuration?.machineType).to.equal('virt-7.2');
    expect(stream.ramBlocks.get(ramBlock.name)?.sent).to.include({ zero: 1, full: 0 });
    expect(stream.damage).to.include({
      place: 'part 2 of section 2 (ram)',
      expected: '4096 bytes of a RAM page',
    });
    expect(stream.devices).to.deep.equal([]);
  });

  it('cut in a device: the devices before it, with their bytes only', async () => {
    const cut = behind(named('cpu'), u32(1), u32(22)) + 10;
    const stream = await files.parts(good.subarray(0, cut));
    expect(names(stream)).to.deep.equal(['timer#0 unknown', 'cpu#0 unknown', 'cpu#1 unknown cut']);
    expect(stream.damage).to.include({
      place: 'section 12 (cpu#1)',
      found: "the file's end after 10 bytes of the device",
    });
  });

  it('cut in a device that another stream describes: its fields, and in which one it ends', async () => {
    const describedBy = files.save('whole', good);
    const cut = behind(named('cpu'), u32(1), u32(22)) + 20;
    const stream = await readStream(files.save('cut', good.subarray(0, cut)), { describedBy });
    expect(names(stream)).to.deep.equal(['timer#0 struct', 'cpu#0 struct', 'cpu#1 struct cut']);
    expect(stream.devices[2]?.field('env.xregs', 1)?.value).to.equal(2n);
    expect(stream.damage?.place).to.equal('section 12 (cpu#1), field env.xregs[2]');
    expect(stream.damage?.offset).to.equal(cut);
  });

  it('cut in the description: those devices decoded that are still described', async () => {
    const cut = good.indexOf('"instance_id":1');
    const stream = await files.parts(good.subarray(0, cut));
    expect(names(stream)).to.deep.equal(['timer#0 struct', 'cpu#0 struct', 'cpu#1 unknown']);
    expect(stream.damage).to.include({
      place: 'the description of the devices',
      found: "the file's end",
      offset: cut,
    });
    expect(stream.description?.whole).to.equal(false);
  });

  it('a description that makes no sense: the devices, and what is wrong with it', async () => {
    const describe = () => ({ page_size: 4096, devices: [{ name: 'timer', instance_id: 'none' }] });
    const stream = await files.parts(buildStream({ devices, describe }));
    expect(names(stream)).to.have.length(3).and.include('cpu#1 unknown');
    expect(stream.damage?.message).to.match(
      /in the description of the devices: .*instance_id of timer, found "none"/,
    );
  });

  it('a device whose subsection is wrong: told with its place, and shown', async () => {
    const bytes = Buffer.from(good);
    bytes.write('X', bytes.indexOf('cpu/irq'));
    const stream = await files.parts(bytes);
    expect(names(stream)).to.deep.equal(['timer#0 struct', 'cpu#0 struct']);
    expect(stream.damage).to.include({ place: 'section 11 (cpu#0)' });
    expect(stream.damage?.message).to.include('expected the subsection cpu/irq-line-state, version 1');
  });

  it('a footer that is wrong: where it should be', async () => {
    const bytes = Buffer.from(good);
    const at = bytes.indexOf(footer(11));
    bytes[at + 4] = 99;
    const { damage } = await files.parts(bytes);
    expect(damage).to.include({
      offset: at,
      place: 'section 11 (cpu#0)',
      expected: 'the footer of section 11',
    });
  });
});
