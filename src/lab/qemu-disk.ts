import { existsSync, statSync } from 'node:fs';
import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Archive, type Offer } from '../debian/archive.js';
import { command } from '../debian/command.js';
import { ownSources } from '../debian/debian-release.js';
import { fetchPackageFiles, unpack } from '../debian/packages.js';
import { filesBelow } from '../debian/tree.js';
import { compareVersions, isVersionLike, matchesVersion, withoutEpoch } from '../debian/version.js';
import { bundle, leadingPackage, qemuPackages, withStore, type LockedStore } from '../qemu/index.js';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import { labFolder, namesIn, readManifest } from './lab-image.js';
import type { BuildOptions } from './options.js';

const manifestSchema = z.object({
  /** Counts up when the same packages would give another disk. */
  layout: z.number(),
  /** `7.2`: where the lab has it, `/qemu/7.2`. */
  name: z.string(),
  /** Debian's. */
  version: z.string(),
  suite: z.string(),
  bytes: z.number(),
  packages: z.array(
    z.object({ name: z.string(), version: z.string(), architecture: z.string(), sha256: z.string() }),
  ),
});

/** A read-only disk with an arm64 QEMU, its libraries and its dynamic loader. */
export interface QemuDisk extends z.infer<typeof manifestSchema> {
  readonly file: string;
}

const layout = 1;
/** `qemu-img` with it. */
const companions = ['qemu-utils'];
const mib = 2 ** 20;

/** Where the lab has a QEMU of this name. */
export function qemuFolder(name: string): string {
  return `/qemu/${name}`;
}

function disksFolder(cache: string): string {
  return join(labFolder(cache), 'qemus');
}

/**
 * Gives a disk with a QEMU for the lab, built when it is not there: by unpacking Debian's arm64 packages, without root.
 *
 * @param version - the beginning of one, or nothing for that of this machine's own release
 * @throws UsageError when no suite has such a version
 * @throws EnvironmentError when this is no Debian, apt or the network fails, or the cache cannot be written
 */
export async function buildQemuDisk(version: string | undefined, options: BuildOptions): Promise<QemuDisk> {
  if (version !== undefined && !isVersionLike(version))
    throw new UsageError(`${version} is no version of QEMU; one looks like 7.2, or 7.2+dfsg-7`);
  const built = findBuilt(options.cache, version);
  if (built) return built;
  return await withStore("QEMU's disk to be built", { ...options, store: disksFolder }, async (store) => {
    // Another process may have built it while this one waited for the lock.
    const theirs = findBuilt(store.cache, version);
    if (theirs) return theirs;
    const { progress = () => undefined } = options;
    const archive = await Archive.open({ ...store, architecture: 'arm64', progress });
    const own = archive.suite(ownSources().suite);
    const offer =
      version === undefined
        ? (await archive.offers(leadingPackage, [own]))[0]
        : await archive.find(leadingPackage, version);
    if (!offer) throw new EnvironmentError(`Debian ${own.name} has no ${leadingPackage} for arm64`);
    return await build(offer, archive, store, progress);
  });
}

function findBuilt(cache: string, version: string | undefined): QemuDisk | undefined {
  const own = version === undefined ? ownSources().suite : undefined;
  return namesIn(disksFolder(cache))
    .flatMap((folder) => open(join(disksFolder(cache), folder)) ?? [])
    .filter((disk) => (version === undefined ? disk.suite === own : matchesVersion(disk.version, version)))
    .sort((a, b) => compareVersions(b.version, a.version))[0];
}

function open(folder: string): QemuDisk | undefined {
  const manifest = readManifest(join(folder, 'manifest.json'), manifestSchema);
  const file = join(folder, 'disk.img');
  const isWhole =
    manifest?.layout === layout && statSync(file, { throwIfNoEntry: false })?.size === manifest.bytes;
  return isWhole ? { ...manifest, file } : undefined;
}

async function build(
  { suite, version }: Offer,
  archive: Archive,
  { cache, signal, scratch, keep }: LockedStore,
  progress: (line: string) => void,
): Promise<QemuDisk> {
  progress(`taking QEMU ${withoutEpoch(version)} for arm64 out of Debian ${suite.name}`);
  const [at, downloads] = [await scratch(), join(cache, 'qemu-packages')];
  const [tree, content, folder] = [join(at, 'tree'), join(at, 'content'), join(at, 'disk')];
  const files = await fetchPackageFiles(await archive.apt(suite), downloads, progress, (apt) =>
    qemuPackages(apt, version, companions),
  );
  await unpack(files, downloads, tree, signal);
  const name = shortName(version);
  makeFolder(content);
  await bundle(tree, content, (program, loader) => wrapper(name, program, loader));
  // Scripts of the lab's image, which know which fault they are by where they are called.
  await symlink('/faults', join(content, 'faults'));
  progress(`putting QEMU ${name} onto a disk for the lab`);
  makeFolder(folder);
  const bytes = await makeDisk(content, join(folder, 'disk.img'), name, signal);
  const packages = files.map(({ name: file, version: of, architecture, sha256 }) => ({
    ...{ name: file, version: of, architecture, sha256 },
  }));
  const manifest = { layout, name, version, suite: suite.name, bytes, packages };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await keep(folder, withoutEpoch(version));
  await rm(downloads, { recursive: true, force: true });
  const disk = open(join(disksFolder(cache), withoutEpoch(version)));
  if (!disk) throw new EnvironmentError(`the disk of QEMU ${name} was removed from ${cache} as it was built`);
  return disk;
}

/** `7.2` of `1:7.2+dfsg-7+deb12u18`, `10.0` of `1:10.0.13+ds-0`. */
export function shortName(version: string): string {
  return /^\d+\.\d+/.exec(withoutEpoch(version))?.[0] ?? withoutEpoch(version);
}

/** As small as it can be for the emulator: each fork costs there. The folder's place is known. */
function wrapper(name: string, program: string, loader: string): string {
  const home = qemuFolder(name);
  const firmware = program.startsWith('qemu-system-') ? ` -L ${home}/data` : '';
  return `#!/bin/sh
# ${program} of Debian with libraries of its own, and with a fault in its KVM where the environment names one.
export QEMU_MODULE_DIR=${home}/modules
exec ${home}/lib/${loader} \${VMWRIGHT_FAULT:+--preload /faults/faults.so} --library-path ${home}/lib ${home}/programs/${program}${firmware} "$@"
`;
}

/**
 * Makes a file system of a folder. Of ext4's features only those that every kernel has, and neither a journal nor checksums: it
 * is never written to.
 *
 * @returns its size
 */
async function makeDisk(content: string, file: string, label: string, signal: AbortSignal): Promise<number> {
  const sizes = filesBelow(content).map((path) => statSync(path, { throwIfNoEntry: false })?.size ?? 0);
  const blocks = sizes.reduce((sum, size) => sum + Math.ceil(size / 4096) + 1, 0);
  const bytes = Math.ceil((blocks * 4096 * 1.05) / mib + 4) * mib;
  const features = ['-O', 'none,extent,filetype,sparse_super,large_file,dir_index'];
  const settings = ['-q', '-F', '-t', 'ext4', '-b', '4096', '-m', '0', '-L', `qemu-${label}`];
  const inodes = ['-N', String(sizes.length + 256), '-E', 'root_owner=0:0'];
  await command('mke2fs', [...settings, ...features, ...inodes, '-d', content, file, `${bytes / mib}M`], {
    signal,
  });
  if (!existsSync(file)) throw new EnvironmentError(`mke2fs made no ${file}`);
  return bytes;
}
