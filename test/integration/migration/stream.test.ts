import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { saveToFile } from '../../../src/migration/index.js';
import {
  abridgedStream,
  readDeviceStates,
  streamEndBytes,
  StreamFormatError,
  vcpuPowerStates,
} from '../../../src/migration/stream/index.js';
import { findQemu } from '../../../src/qemu/index.js';
import { VmUnderTest } from '../../../src/runner/vm-under-test.js';

/** The QEMU that these tests drive: the installed one, or the one that VMWRIGHT_TEST_QEMU names. */
const testedQemu = (): string => findQemu('aarch64', process.env['VMWRIGHT_TEST_QEMU']);

/** Saves a machine that never ran. (The human monitor waits for the end of a migration.) */
function saveFresh(qemu: string, machine: readonly string[], path: string): void {
  const options = ['-smp', '3', '-m', '64', '-S', '-display', 'none', '-serial', 'null', '-monitor', 'stdio'];
  const { status, stderr } = spawnSync(qemu, [...machine, '-accel', 'tcg', ...options], {
    input: `migrate "exec:cat > ${path}"\nquit\n`,
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect(status, stderr).to.equal(0);
}

describe('the migration stream of a real QEMU', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vmwright-stream-'));
    path = join(folder, 'stream');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('tells which vCPUs the guest powered off', async () => {
    await using vm = VmUnderTest.open({ vcpus: 4, qemu: testedQemu() });
    await vm.take('boot');
    await vm.take('offline', 2);
    await saveToFile(vm.qmp, path, 512, { timeoutMs: 60_000 });

    const stream = await readDeviceStates(path);
    expect([...vcpuPowerStates(stream)]).to.deep.equal([
      [0, 'on'],
      [1, 'on'],
      [2, 'off'],
      [3, 'on'],
    ]);
    expect(stream.configuration?.machineType).to.match(/^virt-\d+\.\d+$/);
    expect(stream.ramBlocks.get('mach-virt.ram')?.bytes).to.equal(512 * 2 ** 20);
    const [, , off] = stream.devices.filter(({ name }) => name === 'cpu');
    expect(off?.field('env.xregs')?.length).to.equal(32);
    expect(off?.field('env.pc')?.value).to.be.a('bigint');

    const bytes = readFileSync(path);
    const { head, tail } = streamEndBytes;
    const ends = { path, head: bytes.subarray(0, head), tail: bytes.subarray(-tail) };
    const withoutMemory = join(folder, 'devices');
    writeFileSync(withoutMemory, (await abridgedStream(ends)) ?? '');
    const abridged = await readDeviceStates(withoutMemory);
    expect(abridged.devices.map(({ name }) => name)).to.deep.equal(stream.devices.map(({ name }) => name));
    expect(vcpuPowerStates(abridged)).to.deep.equal(vcpuPowerStates(stream));

    truncateSync(path, statSync(path).size - 1000);
    const error: unknown = await readDeviceStates(path).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(StreamFormatError);
  }).timeout(180_000);

  it('has every vCPU but the first off before an Arm machine ever ran', async () => {
    saveFresh(testedQemu(), ['-M', 'virt', '-cpu', 'cortex-a72'], path);
    expect([...vcpuPowerStates(await readDeviceStates(path)).values()]).to.deep.equal(['on', 'off', 'off']);
  });

  it('can be read on x86, where it has no power states', async function () {
    let qemu: string;
    try {
      qemu = findQemu('x86_64');
    } catch {
      this.skip();
    }
    saveFresh(qemu, ['-M', 'q35'], path);
    const stream = await readDeviceStates(path);
    expect(stream.configuration?.machineType).to.match(/^pc-q35-/);
    const cpus = stream.devices.filter(({ name }) => name === 'cpu');
    expect(cpus.map((cpu) => cpu.field('env.segs')?.length)).to.deep.equal([6, 6, 6]);
    expect(vcpuPowerStates(stream).size).to.equal(0);
  });
});
