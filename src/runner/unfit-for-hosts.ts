import { localHost, type Host } from '../host/index.js';
import type { Step, Walk } from '../model/index.js';

/** What of a step's parameters matters here. */
interface Way {
  readonly via?: string;
  readonly postcopy?: string;
  readonly cpr?: string;
}

/** The hosts of a walk: that of its first QEMU, and the one that a migration goes to, where that is another. */
interface Hosts {
  readonly host: Host;
  readonly other: { readonly host: Host } | undefined;
}

/**
 * Why a walk cannot be walked on these hosts.
 *
 * @returns nothing when it can
 */
export function unfitForHosts({ host, other }: Hosts, walk: Walk): string | undefined {
  const isMoved = other !== undefined && other.host !== host;
  const stays = isMoved ? whatStaysOnOneHost(walk) : undefined;
  return stays ?? (host === localHost && !isMoved ? undefined : whatStaysHere(walk));
}

function whatStaysHere({ steps }: Walk): string | undefined {
  const ways = steps.flatMap(withMeanwhile).map(({ parameters }) => wayOf(parameters).via);
  return ways.some((via) => via === 'fd' || via === 'fdset')
    ? 'an open descriptor can only be handed to a QEMU on this machine'
    : undefined;
}

function whatStaysOnOneHost({ steps }: Walk): string | undefined {
  const all = steps.flatMap(withMeanwhile);
  const isMoved = all.some(({ operation }) => operation.name.startsWith('migrate'));
  if (isMoved && all.some(({ operation }) => operation.name.startsWith('snapshot')))
    return 'the disk with the snapshots stays on its host';
  return all.map(({ parameters }) => reasonOf(parameters)).find(Boolean);
}

function withMeanwhile(step: Step): Step[] {
  return [step, ...(step.meanwhile ?? []).flatMap(withMeanwhile)];
}

function wayOf(parameters: unknown): Way {
  return typeof parameters === 'object' && parameters !== null ? parameters : {};
}

function reasonOf(parameters: unknown): string | undefined {
  const { via, postcopy, cpr } = wayOf(parameters);
  if (via === 'unix' || via === 'pipe')
    return `a ${via === 'unix' ? 'unix socket' : 'pipe'} reaches no other host`;
  if (postcopy?.endsWith('recover'))
    return 'a broken postcopy comes back over a unix socket, which reaches no other host';
  if (cpr !== undefined) return "a checkpoint's memory stays on its host";
  return undefined;
}
