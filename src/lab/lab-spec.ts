import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { cacheDirectory } from '../image/index.js';
import { findQemu, type MachineSpec } from '../qemu/index.js';
import { UsageError } from '../support/errors.js';
import { buildLabImage } from './build-image.js';
import type { LabImage } from './lab-image.js';
import type { BuildOptions, LabOptions } from './options.js';
import { buildQemuDisk, qemuFolder, type QemuDisk } from './qemu-disk.js';

/** A lab in all its parts, which are on this machine's disk. */
export interface LabSpec {
  readonly cache: string;
  readonly image: LabImage;
  readonly disks: readonly QemuDisk[];
  readonly vcpus: number;
  readonly memoryMib: number;
  /** The executable of the QEMU that emulates the lab's machine. */
  readonly outerQemu: string;
}

/** What one lab has that another may not have. */
export interface LabFacts {
  /** Its kernel, for people: `Linux 6.1.192-2`. */
  readonly kernel: string;
  readonly imageId: string;
  readonly qemus: readonly QemuInLab[];
  readonly vcpus: number;
  readonly memoryMib: number;
  readonly outerQemu: string;
}

export interface QemuInLab {
  /** `7.2` */
  readonly name: string;
  /** Debian's: `1:7.2+dfsg-7+deb12u18+b3`. */
  readonly version: string;
  /** Of its executable, in the lab. */
  readonly path: string;
}

/** The outer QEMU ends when the lab's kernel panics, since it cannot be what it was again. */
const outerArguments = ['-no-reboot'];
/** Fewer MiB hold no guest. */
const smallestMib = 512;

/**
 * Makes sure that all parts of a lab are there; what is missing is built out of Debian's packages.
 *
 * @throws UsageError when there can be no such lab
 * @throws EnvironmentError when a part cannot be built here
 */
export async function prepareLab(
  options: LabOptions,
  build: Omit<BuildOptions, 'cache'> = {},
): Promise<LabSpec> {
  const { kernel, modules, qemus, vcpus = 2, memoryMib = 2048, cache = cacheDirectory() } = options;
  if (memoryMib < smallestMib)
    throw new UsageError(`a lab has ${smallestMib} MiB of memory or more, not ${memoryMib}`);
  const outerQemu = findQemu('aarch64', options.outerQemu);
  const image = await buildLabImage({ kernel, modules }, { ...build, cache });
  const disks: QemuDisk[] = [];
  for (const version of qemus ?? [undefined]) {
    const disk = await buildQemuDisk(version, { ...build, cache });
    const same = disks.find(({ name }) => name === disk.name);
    if (same && same.version !== disk.version)
      throw new UsageError(
        `a lab has one QEMU ${disk.name}, either ${same.version} or ${disk.version}: name one of them`,
      );
    if (!same) disks.push(disk);
  }
  return { cache, image, disks, vcpus, memoryMib, outerQemu };
}

export function factsOf({ image, disks, vcpus, memoryMib, outerQemu }: LabSpec): LabFacts {
  return {
    kernel: kernelName(image),
    imageId: image.id,
    qemus: disks.map(({ name, version }) => ({
      ...{ name, version },
      path: `${qemuFolder(name)}/bin/qemu-system-aarch64`,
    })),
    vcpus,
    memoryMib,
    outerQemu,
  };
}

function kernelName({ kernel, release }: LabImage): string {
  if (kernel.kind === 'debian') return `Linux ${kernel.version} of Debian ${kernel.suite}`;
  return `Linux ${release ?? '(of an unknown version)'}, your own (SHA-256 ${kernel.sha256.slice(0, 12)}…)`;
}

/** The machine that QEMU emulates for a lab. */
export function labMachine(spec: LabSpec): MachineSpec {
  const { image, disks, vcpus, memoryMib, outerQemu } = spec;
  return {
    qemu: outerQemu,
    arch: 'aarch64',
    accelerator: 'tcg',
    tcgThread: 'single',
    // virtualization=on: with EL2, where KVM lives.
    machineType: 'virt,virtualization=on,gic-version=3',
    // With virtualization host extensions (VHE) and large-system atomics, and without pointer authentication, which is dear.
    cpuModel: 'neoverse-n1',
    vcpus,
    ramMib: memoryMib,
    kernel: image.kernelFile,
    initrd: image.initrd,
    append: image.append,
    extraArguments: [...outerArguments, ...disks.flatMap(diskArguments)],
  };
}

function diskArguments({ name, file }: QemuDisk): string[] {
  const path = file.replaceAll(',', ',,');
  return [
    ...['-blockdev', `driver=raw,node-name=qemu-${name},read-only=on,file.driver=file,file.filename=${path}`],
    ...['-device', `virtio-blk-pci,drive=qemu-${name},serial=${name}`],
  ];
}

/** Equal for labs whose machine can go on from the same saved state: the same QEMU, machine, image and disks. */
export function stateKey(spec: LabSpec): string {
  const { image, disks, outerQemu } = spec;
  // A file that was made anew has other bytes in other places, whatever its name.
  const files = [outerQemu, image.initrd, ...disks.map(({ file }) => file)].map((file) => {
    const { size, mtimeMs } = statSync(file);
    return [file, size, mtimeMs];
  });
  const facts = JSON.stringify([stateVersion, labMachine(spec), files]);
  return createHash('sha256').update(facts).digest('hex').slice(0, 24);
}

/** Counted up when an equal machine would be saved in another state. */
const stateVersion = 1;
