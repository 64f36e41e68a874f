import { expect } from 'chai';
import { commandLine, type MachineSpec } from '../../../src/qemu/index.js';

const spec: MachineSpec = {
  qemu: '/usr/bin/qemu-system-aarch64',
  arch: 'aarch64',
  accelerator: 'tcg',
  vcpus: 4,
  ramMib: 512,
  kernel: '/boot/Image',
};
const resources = { monitor: { path: '/tmp/vmw-1/qmp.sock' }, pidFile: '/tmp/vmw-1/qemu.pid' };

/** What follows each time that the option is given. */
function valuesOf(option: string, changes: Partial<MachineSpec> = {}): string[] {
  const argv = commandLine({ ...spec, ...changes }, resources);
  return argv.flatMap((argument, index) => (argument === option ? [argv[index + 1] ?? ''] : []));
}

describe('commandLine', () => {
  it('begins with the executable and ends with the extra arguments', () => {
    const argv = commandLine({ ...spec, extraArguments: ['-d', 'guest_errors'] }, resources);
    expect(argv[0]).to.equal('/usr/bin/qemu-system-aarch64');
    expect(argv.slice(-2)).to.deep.equal(['-d', 'guest_errors']);
  });

  it('gives an Arm virt machine a GIC for any number of vCPUs, unless one is named', () => {
    expect(valuesOf('-M')).to.deep.equal(['virt,gic-version=3']);
    expect(valuesOf('-M', { machineType: 'virt-7.2' })).to.deep.equal(['virt-7.2,gic-version=3']);
    expect(valuesOf('-M', { machineType: 'virt,its=off' })).to.deep.equal(['virt,its=off,gic-version=3']);
    expect(valuesOf('-M', { machineType: 'virt,gic-version=2' })).to.deep.equal(['virt,gic-version=2']);
    expect(valuesOf('-M', { accelerator: 'kvm' })).to.deep.equal(['virt,gic-version=host']);
    expect(valuesOf('-M', { machineType: 'sbsa-ref' })).to.deep.equal(['sbsa-ref']);
    expect(valuesOf('-M', { arch: 'x86_64' })).to.deep.equal(['q35']);
  });

  it('takes a CPU model that the accelerator has, unless one is named', () => {
    expect(valuesOf('-cpu')).to.deep.equal(['cortex-a72']);
    expect(valuesOf('-cpu', { arch: 'x86_64' })).to.deep.equal(['qemu64']);
    expect(valuesOf('-cpu', { accelerator: 'kvm' })).to.deep.equal(['host']);
    expect(valuesOf('-cpu', { cpuModel: 'max,pauth=off' })).to.deep.equal(['max,pauth=off']);
  });

  it('points the kernel to the captured console when no command line is given', () => {
    expect(valuesOf('-append')).to.deep.equal(['console=ttyAMA0']);
    expect(valuesOf('-append', { arch: 'x86_64' })).to.deep.equal(['console=ttyS0']);
    expect(valuesOf('-append', { append: 'quiet' })).to.deep.equal(['quiet']);
  });

  it('waits for an incoming migration only when told to', () => {
    expect(valuesOf('-incoming')).to.deep.equal([]);
    expect(valuesOf('-incoming', { incoming: true })).to.deep.equal(['defer']);
  });

  it('writes a comma in a path twice, as QEMU wants it', () => {
    const argv = commandLine(spec, { ...resources, monitor: { path: '/tmp/a,b/qmp.sock' } });
    expect(argv.join(' ')).to.include('unix:/tmp/a,,b/qmp.sock,server=on');
  });
});
