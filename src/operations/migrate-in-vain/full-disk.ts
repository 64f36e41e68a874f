import { setUpMigration, vainEnd, type Route } from '../../migration/index.js';
import { crawl, type Attempt } from './attempt.js';

/** Into a file of which not a byte can be written: full(4). */
export const fullDiskRoute: Route = {
  async send(source, { signal }) {
    await source.execute('migrate', { uri: 'exec:cat > /dev/full' }, { signal });
  },
  receive: () => Promise.reject(new Error('nothing can be read from a full disk')),
};

/** Saves a VM onto a disk that is full. */
export async function ontoFullDisk(attempt: Attempt): Promise<void> {
  const { what, source, setUp, route, outgoing, wait } = attempt;
  await setUpMigration(source.qmp, { ...setUp, parameters: { ...setUp.parameters, ...crawl } }, wait);
  await route.send(source.qmp, wait);
  await vainEnd(outgoing, what, 'failed', wait);
}
