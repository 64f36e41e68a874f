import { UsageError } from '../../support/errors.js';
import { nearest } from '../../support/nearest.js';
import { chooseStored } from './choose-stored.js';
import { withStore, type StoreOptions } from './locked-store.js';
import { listStored, type StoredQemu } from './stored-qemu.js';

/**
 * Takes QEMUs out of the store. One that was added stays where it is, and is forgotten.
 *
 * @param names - as `findQemu` takes them: names, or the beginnings of versions
 * @throws UsageError when one is not there; then none is removed
 */
export async function removeQemus(
  names: readonly string[],
  options: StoreOptions = {},
): Promise<StoredQemu[]> {
  return await withStore('QEMUs to be removed', options, async (store) => {
    const chosen = new Map(names.map((name) => pick(name, store.cache)).map((qemu) => [qemu.name, qemu]));
    for (const name of chosen.keys()) await store.remove(name);
    return [...chosen.values()];
  });
}

function pick(name: string, cache: string): StoredQemu {
  const stored = chooseStored(name, cache);
  if (stored) return stored;
  const names = listStored(cache).map((one) => one.name);
  const near = nearest(name, names);
  const remedy = near === undefined ? `there are: ${names.join(', ') || 'none'}` : `did you mean ${near}?`;
  throw new UsageError(`there is no QEMU ${name} that was installed or added; ${remedy}`);
}
