import { superviseLab, upBudgetMs, type LabSpec } from '../lab/index.js';
import { EnvironmentError, UsageError } from '../support/errors.js';
import { reportFailure } from './failure.js';
import { Interrupt } from './interrupt.js';

/**
 * The program that `lab up` leaves behind. It is told by IPC what to start, and that nobody wants it any more.
 *
 * @throws as {@link superviseLab}
 */
async function supervise(signal: AbortSignal): Promise<never> {
  if (!process.send) throw new UsageError('this program is started by vmwright lab up');
  const unwanted = new AbortController();
  const onDisconnect = () =>
    unwanted.abort(new EnvironmentError('whoever started the lab is gone before it was up'));
  process.once('disconnect', onDisconnect);
  const either = AbortSignal.any([signal, unwanted.signal]);
  const spec = await new Promise<LabSpec>((done, fail) => {
    process.once('message', (message) => done(message as LabSpec));
    either.addEventListener('abort', () => fail(either.reason as Error));
  });
  try {
    return await superviseLab(spec, {
      signal: either,
      timeoutMs: upBudgetMs,
      tell: (message) => {
        if (message.kind === 'up') process.off('disconnect', onDisconnect);
        process.send?.(message);
      },
    });
  } catch (error) {
    if (process.connected) process.send({ kind: 'failed', message: (error as Error).message });
    throw error;
  } finally {
    if (process.connected) process.disconnect();
  }
}

using interrupt = new Interrupt();
try {
  await supervise(interrupt.signal);
} catch (error) {
  const status = reportFailure(error);
  process.exitCode = interrupt.exitStatus ?? status;
}
