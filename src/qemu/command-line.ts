import { equipmentArguments } from './equipment.js';
import { consoleDevice, type GuestArch, type MachineSpec } from './machine-spec.js';

/** Paths that one launch chooses. */
export interface MachineResources {
  /** Where QEMU listens for QMP. */
  readonly qmpSocket: string;
  /** Where QEMU writes its process id. */
  readonly pidFile: string;
}

/**
 * QEMU's arguments, the executable first. Every one of them means the same from QEMU 5.2 to 11.1.
 *
 * The serial console is QEMU's stdin and stdout: it loses nothing from the first character on, needs no connection, and
 * a pasted command line shows the guest. QMP is a unix socket, which bears wrapper scripts that print, or that close
 * every other descriptor.
 */
export function commandLine(spec: MachineSpec, resources: MachineResources): string[] {
  return [
    spec.qemu,
    '-nodefaults',
    '-no-user-config',
    ...['-display', 'none'],
    // Threads with names, `CPU 0/KVM`, let the host tell the vCPUs apart.
    ...['-name', 'guest=vmwright,debug-threads=on'],
    ...['-pidfile', resources.pidFile],
    ...['-M', machine(spec)],
    ...['-accel', accelerator(spec)],
    ...['-cpu', spec.cpuModel ?? defaultCpuModel(spec)],
    ...['-smp', smp(spec)],
    ...['-m', `${spec.ramMib}M`],
    ...['-kernel', spec.kernel],
    ...(spec.initrd === undefined ? [] : ['-initrd', spec.initrd]),
    ...['-append', spec.append ?? `console=${consoleDevice(spec.arch)}`],
    ...['-chardev', 'stdio,id=console', '-serial', 'chardev:console'],
    ...['-qmp', `unix:${optionValue(resources.qmpSocket)},server=on,wait=off`],
    // Port 0: QEMU takes a free one. A port chosen beforehand can be taken by the time that QEMU wants it.
    ...['-netdev', 'user,id=net0,hostfwd=tcp:127.0.0.1:0-:22'],
    // No network boot: its ROM costs time, and is missing where QEMU was installed without recommended packages.
    ...['-device', 'virtio-net-pci,netdev=net0,romfile='],
    ...(spec.equipment ?? []).flatMap((name) => equipmentArguments(name, spec.ramMib)),
    ...(spec.incoming ? ['-incoming', 'defer'] : []),
    ...(spec.extraArguments ?? []),
  ];
}

function accelerator({ accelerator, tcgThread = 'multi' }: MachineSpec): string {
  return accelerator === 'tcg' ? `tcg,thread=${tcgThread}` : accelerator;
}

function smp({ vcpus, maxVcpus = vcpus }: MachineSpec): string {
  return maxVcpus === vcpus ? String(vcpus) : `${vcpus},maxcpus=${maxVcpus}`;
}

function machine({ arch, accelerator, machineType }: MachineSpec): string {
  const type = machineType ?? defaultMachineType(arch);
  if (arch === 'x86_64') return type;
  const isVirt = /^virt(-[\d.]+)?(,|$)/.test(type);
  // GICv2, the default of `virt`, ends at 8 vCPUs.
  return isVirt && !type.includes('gic-version=')
    ? `${type},gic-version=${accelerator === 'kvm' ? 'host' : '3'}`
    : type;
}

/** In the newest version that QEMU has. */
export function defaultMachineType(arch: GuestArch): string {
  return arch === 'x86_64' ? 'q35' : 'virt';
}

function defaultCpuModel({ arch, accelerator }: MachineSpec): string {
  if (accelerator === 'kvm') return 'host';
  return arch === 'aarch64' ? 'cortex-a72' : 'qemu64';
}

/** A value within an option list, where a comma is written twice. */
export function optionValue(text: string): string {
  return text.replaceAll(',', ',,');
}
