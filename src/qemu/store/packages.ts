import type { PackageFile, PrivateApt } from '../../debian/apt.js';
import { sourceVersion } from '../../debian/version.js';

/** The package whose versions count as QEMU's. */
export const leadingPackage = 'qemu-system-arm';

/**
 * QEMU for Arm guests in one version, with all that it depends on.
 *
 * @param version - Debian's, of the leading package
 * @param companions - packages to have with it, those that there are: of the same source in the same version, others in any
 */
export async function qemuPackages(
  apt: PrivateApt,
  version: string,
  companions: readonly string[],
): Promise<PackageFile[]> {
  // Packages for every architecture have the version of the source, and their names begin like this.
  await apt.prefer('qemu-*', `${sourceVersion(version)}*`);
  const there = await apt.versions(companions);
  const fitting = there.filter(
    (row) => !row.name.startsWith('qemu-') || sourceVersion(row.version) === sourceVersion(version),
  );
  const wanted = companions.filter((companion) => fitting.some(({ name }) => name === companion));
  return await apt.closure([`${leadingPackage}=${version}`, ...wanted]);
}
