import { localHost, type Host } from '../host/index.js';
import { allSteps, type Walk } from '../model/index.js';
import { handsOverDescriptor, waysOf, type Way } from './ways-of-walk.js';

/** The hosts of a walk: that of its first QEMU, and the one that a migration goes to, where that is another. */
interface Hosts {
  readonly host: Host;
  readonly other: { readonly host: Host } | undefined;
}

type Steps = Pick<Walk, 'steps'>;

/**
 * Why a walk cannot be walked on these hosts.
 *
 * @returns nothing when it can
 */
export function unfitForHosts({ host, other }: Hosts, walk: Steps): string | undefined {
  const isMoved = other !== undefined && other.host !== host;
  const stays = isMoved ? whatStaysOnOneHost(walk) : undefined;
  return stays ?? (host === localHost && !isMoved ? undefined : whatStaysHere(walk));
}

function whatStaysHere(walk: Steps): string | undefined {
  return handsOverDescriptor(walk)
    ? 'an open descriptor can only be handed to a QEMU on this machine'
    : undefined;
}

function whatStaysOnOneHost(walk: Steps): string | undefined {
  const all = allSteps(walk.steps);
  const isMoved = all.some(({ operation }) => operation.name.startsWith('migrate'));
  if (isMoved && all.some(({ operation }) => operation.name.startsWith('snapshot')))
    return 'the disk with the snapshots stays on its host';
  return waysOf(walk).map(whyNotBetween).find(Boolean);
}

function whyNotBetween({ via, postcopy, cpr }: Way): string | undefined {
  if (via === 'unix' || via === 'pipe')
    return `a ${via === 'unix' ? 'unix socket' : 'pipe'} reaches no other host`;
  if (postcopy?.endsWith('recover'))
    return 'a broken postcopy comes back over a unix socket, which reaches no other host';
  if (cpr !== undefined) return "a checkpoint's memory stays on its host";
  return undefined;
}
