import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  compareStreams,
  readStream,
  vcpuPowerStates,
  type MigrationStream,
} from '../../../src/migration/index.js';
import { findQemu } from '../../../src/qemu/index.js';

/** The QEMU that these tests drive: the installed one, or the one that VMWRIGHT_TEST_QEMU names. */
const testedQemu = (): string => findQemu('aarch64', process.env['VMWRIGHT_TEST_QEMU']);

describe('the forms in which a real QEMU saves a VM', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vmwright-forms-'));
    path = join(folder, 'stream');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Has a machine that never ran obey the human monitor, which waits for the end of a migration. */
  function monitor(commands: readonly string[], options: readonly string[] = [], machine = 'virt'): string {
    const fixed = ['-cpu', 'cortex-a72', '-smp', '3', '-m', '64', '-S', '-nodefaults', '-display', 'none'];
    const argv = ['-M', machine, '-accel', 'tcg', ...fixed, '-monitor', 'stdio', ...options];
    const { status, stdout, stderr } = spawnSync(testedQemu(), argv, {
      input: [...commands, 'quit', ''].join('\n'),
      encoding: 'utf8',
      timeout: 120_000,
    });
    expect(status, stderr).to.equal(0);
    return stdout;
  }

  /** Reads what was saved. Undefined when QEMU cannot save so: it then has left no file. */
  async function read(file = path): Promise<MigrationStream | undefined> {
    if (!existsSync(file)) return undefined;
    const stream = await readStream(file);
    if (stream.devices.length === 0) return undefined;
    expect(stream.damage?.message).to.equal(undefined);
    expect([...vcpuPowerStates(stream).values()]).to.deep.equal(['on', 'off', 'off']);
    expect([...stream.ramBlocks.values()].find(({ name }) => name === 'mach-virt.ram')?.bytes).to.equal(
      2 ** 26,
    );
    return stream;
  }

  it('has the registers that the monitor tells, and nothing differs when it is saved again', async () => {
    const again = join(folder, 'again');
    const output = monitor(['info registers', `migrate "exec:cat > ${path}"`]);
    const stream = await read();
    const cpu = stream?.devices.find(({ name, instanceId }) => name === 'cpu' && instanceId === 0);
    const told = [...output.matchAll(/X(\d\d)=([0-9a-f]{16})/g)];
    expect(told).to.have.length(31);
    for (const [, index, value] of told) {
      expect(cpu?.field('env.xregs', Number(index))?.value, `X${index}`).to.equal(BigInt(`0x${value}`));
    }
    expect(cpu?.field('env.pc')?.value).to.equal(BigInt(`0x${/PC=([0-9a-f]{16})/.exec(output)?.[1]}`));
    monitor([`migrate "exec:cat > ${again}"`]);
    const second = await read(again);
    const paths =
      stream && second ? [...compareStreams(stream, second)].map((found) => found.path) : ['nothing'];
    // The real-time clock, and how long the machine has been there.
    expect(
      paths.filter((found) => !/^(pl031|timer|cpu)#\d+\/(tick_offset|cpu_\w+_offset|gt_timer)/.test(found)),
    ).to.deep.equal([]);
  }).timeout(300_000);

  for (const [form, commands, check] of [
    [
      'compressed pages',
      ['migrate_set_capability compress on', 'migrate "exec:cat > FILE"'],
      ({ ramBlocks }) => ramBlocks.get('mach-virt.ram')?.sent.compressed !== undefined,
    ],
    [
      'a background snapshot',
      // QEMU 7.2 aborts when the machine never ran.
      ['cont', 'migrate_set_capability background-snapshot on', 'migrate "exec:cat > FILE"'],
      ({ sections }) => sections.every(({ ended }) => !ended),
    ],
    ['a file, at an offset', ['migrate "file:FILE,offset=0x3000"'], ({ begin }) => begin === 0x3000],
    [
      'mapped-ram with multifd',
      ['migrate_set_capability mapped-ram on', 'migrate_set_capability multifd on', 'migrate "file:FILE"'],
      ({ ramBlocks }) => ramBlocks.get('mach-virt.ram')?.mapped !== undefined,
    ],
  ] satisfies [string, string[], (stream: MigrationStream) => boolean][]) {
    it(form, async function () {
      const output = monitor(commands.map((command) => command.replace('FILE', path)));
      const stream = output.includes('Error:') ? undefined : await read();
      if (!stream) this.skip();
      expect(check(stream)).to.equal(true);
    }).timeout(300_000);
  }

  it('a snapshot in a qcow2 image', async function () {
    const image = join(folder, 'disk.qcow2');
    if (spawnSync('qemu-img', ['create', '-f', 'qcow2', image, '64M']).status !== 0) this.skip();
    monitor(['savevm before', 'savevm after'], ['-drive', `if=none,format=qcow2,file=${image}`]);
    const stream = await readStream(image, { snapshot: 'after' });
    expect(stream).to.include({ container: 'a qcow2 image', damage: undefined });
    expect([...vcpuPowerStates(stream).values()]).to.deep.equal(['on', 'off', 'off']);
  }).timeout(300_000);

  it('no description: the devices are found all the same, and another stream describes them', async () => {
    const described = join(folder, 'described');
    monitor([`migrate "exec:cat > ${described}"`]);
    monitor([`migrate "exec:cat > ${path}"`], [], 'virt,suppress-vmdesc=on');
    const names = ({ devices }: MigrationStream) =>
      devices.map(({ name, instanceId }) => `${name}#${instanceId}`);
    const stream = await readStream(path);
    expect(stream).to.include({ damage: undefined, description: undefined });
    expect(names(stream)).to.deep.equal(names(await readStream(described)));
    expect(vcpuPowerStates(stream).size).to.equal(0);
    expect([...vcpuPowerStates(await readStream(path, { describedBy: described })).values()]).to.deep.equal([
      ...['on', 'off', 'off'],
    ]);
  }).timeout(300_000);
});
