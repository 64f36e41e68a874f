import { existsSync } from 'node:fs';
import { compareVersions, isVersionLike, matchesVersion } from '../../debian/version.js';
import type { GuestArch } from '../machine-spec.js';
import { UnusableQemuError } from '../unusable-qemu.js';
import { executableOf, guestsOf, listStored, type StoredQemu } from './stored-qemu.js';

/**
 * The QEMU of the store that is meant by a name, or by the beginning of a version, of which the newest wins: `mytree`,
 * `7.2`, `7.2.22`, `7.2+dfsg-7+deb12u18`. A name given by a person never looks like a version, so there is no doubt.
 */
export function chooseStored(wanted: string, cache?: string): StoredQemu | undefined {
  const all = listStored(cache);
  const named = all.find(({ name }) => name === wanted);
  if (named || !isVersionLike(wanted)) return named;
  return all
    .filter((stored) => versionsOf(stored).some((version) => matchesVersion(version, wanted)))
    .sort((a, b) => compareVersions(newest(b), newest(a)))[0];
}

/**
 * The executable of a stored QEMU.
 *
 * @throws {@link UnusableQemuError} when it has none for such guests, or a tree of the user's own is no longer there
 */
export function executableFor(stored: StoredQemu, arch: GuestArch): string {
  const { name, origin } = stored;
  const guests = guestsOf(stored);
  if (!guests.includes(arch)) {
    throw new UnusableQemuError(
      `the QEMU ${name} has none for ${arch} guests, only for ${guests.join(' and ')}`,
    );
  }
  const own = origin.kind === 'own' ? origin.executables[arch] : undefined;
  if (own !== undefined && !existsSync(own)) {
    throw new UnusableQemuError(
      `the QEMU ${name} is no longer where it was added from: there is no ${own}. ` +
        `Build it again, or forget it: vmwright qemu remove ${name}`,
    );
  }
  return executableOf(stored, arch);
}

function versionsOf({ version, origin }: StoredQemu): string[] {
  // A tree of one's own has a name; what version it is changes with each build.
  return origin.kind === 'own' ? [] : [origin.packageVersion, version];
}

function newest(stored: StoredQemu): string {
  return versionsOf(stored)[0] ?? '';
}
