import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageFile, PrivateApt } from '../../debian/apt.js';
import { Archive, type Offer } from '../../debian/archive.js';
import type { DebianHost } from '../../debian/debian-release.js';
import { hostArchitecture } from '../../debian/host-architecture.js';
import { fetchPackageFiles, unpack } from '../../debian/packages.js';
import { isVersionLike, withoutEpoch } from '../../debian/version.js';
import { EnvironmentError, UsageError } from '../../support/errors.js';
import { makeFolder } from '../../support/make-folder.js';
import { bundle } from './bundle.js';
import { chooseStored } from './choose-stored.js';
import { withStore, type LockedStore, type StoreOptions } from './locked-store.js';
import { leadingPackage, qemuPackages } from './packages.js';
import { probeAll } from './probe-all.js';
import { listFiles, manifestFile, openStored, type StoredManifest, type StoredQemu } from './stored-qemu.js';

/** The guests besides those of the leading package, `qemu-img`, and boot ROMs of network cards, which some releases only recommend. */
const companions = ['qemu-system-x86', 'qemu-utils', 'ipxe-qemu'];

export interface InstallQemuOptions extends StoreOptions {
  /** Default: this machine. */
  readonly host?: DebianHost | undefined;
}

export interface Installed {
  readonly qemu: StoredQemu;
  /** Whether it was there before. */
  readonly already: boolean;
}

/**
 * Puts QEMUs of Debian into vmwright's cache, next to each other, with libraries and a dynamic loader of their own. The
 * machine's own apt downloads them from the machine's own mirror and checks the signatures; nothing of the system changes,
 * and no root is needed. A version that is there already is left alone.
 *
 * @param versions - versions, or the beginnings of some: of `7.2`, the newest that a suite has
 * @throws UsageError when no suite has such a version
 * @throws EnvironmentError when this is no Debian, apt or the network fails, the cache cannot be written, or QEMU does not run
 * @throws DeadlineError when the time is up; the signal's reason when it aborts
 */
export async function installQemus(
  versions: readonly string[],
  options: InstallQemuOptions = {},
): Promise<Installed[]> {
  for (const version of versions) checkVersion(version);
  const there = versions.map((version) => chooseStored(version, options.cache));
  const found = there.flatMap((qemu) => (qemu ? [{ qemu, already: true }] : []));
  if (found.length === versions.length) return found;
  return await withStore('QEMUs to be installed', options, (store) => installAll(versions, store, options));
}

/**
 * The versions of QEMU that the machine's mirror has.
 *
 * @throws EnvironmentError as {@link installQemus}
 */
export async function offeredQemus(options: InstallQemuOptions = {}): Promise<Offer[]> {
  return await withStore('the QEMUs of the Debian mirror', options, async (store) => {
    const archive = await openArchive(store, options);
    return await archive.offers(leadingPackage);
  });
}

function checkVersion(text: string): void {
  if (isVersionLike(text)) return;
  throw new UsageError(`${text} is no version of QEMU; one looks like 7.2, or 7.2+dfsg-7`);
}

function openArchive({ cache, signal }: LockedStore, options: InstallQemuOptions): Promise<Archive> {
  const { progress = () => undefined, host } = options;
  return Archive.open({ cache, architecture: hostArchitecture(), signal, progress, host });
}

async function installAll(
  versions: readonly string[],
  store: LockedStore,
  options: InstallQemuOptions,
): Promise<Installed[]> {
  const archive = await openArchive(store, options);
  // All of them first: a typo in the last one is told before anything is downloaded.
  const offers = new Map<string, Offer>();
  for (const version of versions) {
    // Another process may have installed it while this one waited for the lock.
    if (!chooseStored(version, store.cache)) offers.set(version, await archive.find(leadingPackage, version));
  }
  const installed: Installed[] = [];
  for (const version of versions) {
    const offer = offers.get(version);
    const there = chooseStored(version, store.cache);
    if (there) installed.push({ qemu: there, already: !offer });
    else if (offer) installed.push({ qemu: await install(offer, archive, store, options), already: false });
  }
  return installed;
}

async function install(
  offer: Offer,
  archive: Archive,
  store: LockedStore,
  { progress = () => undefined }: InstallQemuOptions,
): Promise<StoredQemu> {
  const { suite, version } = offer;
  const name = withoutEpoch(version);
  progress(`installing QEMU ${name} of Debian ${suite.name}`);
  // Kept over an interruption, and not longer: nothing else needs these packages.
  const downloads = join(store.cache, 'qemu-packages');
  const resolve = (apt: PrivateApt) => qemuPackages(apt, version, companions);
  const files = await fetchPackageFiles(await archive.apt(suite), downloads, progress, resolve);
  const scratch = await store.scratch();
  const [tree, folder] = [join(scratch, 'tree'), join(scratch, 'qemu')];
  progress(`unpacking QEMU ${name}, and trying whether it runs`);
  await unpack(files, downloads, tree, store.signal);
  makeFolder(folder);
  await bundle(tree, folder);
  await writeManifest(folder, {
    ...(await describe(name, offer, files, folder, store.signal)),
    files: listFiles(folder),
  });
  await store.keep(folder, name);
  await rm(downloads, { recursive: true, force: true });
  const stored = openStored(name, store.cache);
  if (!stored) throw new EnvironmentError(`QEMU ${name} was removed from ${store.cache} as it was installed`);
  return stored;
}

/** Asks it what it is: a QEMU that does not run here is not kept. */
async function describe(
  name: string,
  { suite, version: packageVersion }: Offer,
  files: readonly PackageFile[],
  folder: string,
  signal: AbortSignal,
): Promise<StoredManifest> {
  const packages = files.map(({ name: file, version, architecture, sha256 }) => ({
    ...{ name: file, version, architecture, sha256 },
  }));
  try {
    const { version, guests } = await probeAll(folder, signal);
    return { name, version, guests, packages, origin: { kind: 'debian', suite: suite.name, packageVersion } };
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause;
    throw new EnvironmentError(`QEMU ${name} of Debian ${suite.name} does not run on this machine`, {
      cause,
    });
  }
}

async function writeManifest(folder: string, manifest: StoredManifest): Promise<void> {
  await writeFile(join(folder, manifestFile), `${JSON.stringify(manifest, undefined, 2)}\n`);
}
