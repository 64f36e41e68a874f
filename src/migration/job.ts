import { filter, firstValueFrom } from 'rxjs';
import type { QmpClient } from '../qmp/index.js';
import { withDeadline, type WaitOptions } from '../support/deadline.js';

/**
 * Runs one of QEMU's jobs to its end, and dismisses it.
 *
 * @param id - the name that `start` gives the job
 * @returns what it failed of, in QEMU's words; nothing when it did not
 * @throws QmpRefusedError when it is not even started; DeadlineError when it does not end in time
 */
export async function runJob(
  qmp: QmpClient,
  id: string,
  wait: WaitOptions,
  start: () => Promise<unknown>,
): Promise<string | undefined> {
  let status = 'not begun';
  return withDeadline(`the job ${id}`, { seen: () => status, ...wait }, async (signal) => {
    const concluded = firstValueFrom(
      qmp
        .event('JOB_STATUS_CHANGE')
        .pipe(filter(({ data }) => data.id === id && (status = data.status) === 'concluded')),
    );
    concluded.catch(() => undefined); // Told by `start` too, when that fails first.
    await start();
    signal.throwIfAborted();
    await concluded;
    const jobs = await qmp.execute('query-jobs', undefined, { signal });
    await qmp.execute('job-dismiss', { id }, { signal });
    return jobs.find((job) => job.id === id)?.error;
  });
}
