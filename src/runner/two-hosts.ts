import type { Step, Walk } from '../model/index.js';

/** What of a step's parameters matters here. */
interface Way {
  readonly via?: string;
  readonly postcopy?: string;
  readonly cpr?: string;
}

/**
 * Why a walk cannot be walked where source and destination are on different hosts.
 *
 * @returns nothing when it can
 */
export function whatStaysOnOneHost({ steps }: Walk): string | undefined {
  const all = steps.flatMap(withMeanwhile);
  const isMoved = all.some(({ operation }) => operation.name.startsWith('migrate'));
  if (isMoved && all.some(({ operation }) => operation.name.startsWith('snapshot')))
    return 'the disk with the snapshots stays on its host';
  return all.map(({ parameters }) => reasonOf(parameters)).find(Boolean);
}

function withMeanwhile(step: Step): Step[] {
  return [step, ...(step.meanwhile ?? []).flatMap(withMeanwhile)];
}

function reasonOf(parameters: unknown): string | undefined {
  if (typeof parameters !== 'object' || parameters === null) return undefined;
  const { via, postcopy, cpr } = parameters as Way;
  if (via === 'unix' || via === 'pipe')
    return `a ${via === 'unix' ? 'unix socket' : 'pipe'} reaches no other host`;
  if (postcopy?.endsWith('recover'))
    return 'a broken postcopy comes back over a unix socket, which reaches no other host';
  if (cpr !== undefined) return "a checkpoint's memory stays on its host";
  return undefined;
}
