import { expect } from 'chai';
import { until, withDeadline } from '../../../src/support/deadline.js';
import { DeadlineError } from '../../../src/support/errors.js';

const forever = () => new Promise<never>(() => undefined);

describe('withDeadline', () => {
  it('gives what the work gives', async () => {
    expect(await withDeadline('x', { timeoutMs: 1_000 }, () => Promise.resolve(7))).to.equal(7);
  });

  it('says what was waited for, how long, and what the world looked like', async () => {
    const error: unknown = await withDeadline(
      'the marker',
      { timeoutMs: 20, seen: () => 'an empty console' },
      forever,
    ).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(DeadlineError);
    expect(String(error)).to.contain('waited 20 ms for the marker; seen: an empty console');
  });

  it('throws the reason of the signal, also of one that aborted before', async () => {
    const reason = new Error('Ctrl-C');
    const stop = new AbortController();
    const waiting = withDeadline('x', { timeoutMs: 10_000, signal: stop.signal }, forever);
    stop.abort(reason);
    expect(await waiting.catch((e: unknown) => e)).to.equal(reason);
    const late = withDeadline('x', { timeoutMs: 10_000, signal: stop.signal }, forever);
    expect(await late.catch((e: unknown) => e)).to.equal(reason);
  });

  it('tells the work when nobody waits any more', async () => {
    let inner: AbortSignal | undefined;
    await withDeadline('x', { timeoutMs: 10 }, (signal) => {
      inner = signal;
      return forever();
    }).catch(() => undefined);
    expect(inner?.aborted).to.equal(true);
  });
});

describe('until', () => {
  it('asks again until there is an answer', async () => {
    let asked = 0;
    const answer = await until('x', { timeoutMs: 5_000, intervalMs: 1 }, () =>
      ++asked === 3 ? 'yes' : undefined,
    );
    expect(answer).to.equal('yes');
    expect(asked).to.equal(3);
  });

  it('passes on what the probe throws', async () => {
    const error: unknown = await until('x', { timeoutMs: 5_000 }, () =>
      Promise.reject(new Error('broken')),
    ).catch((e: unknown) => e);
    expect(String(error)).to.equal('Error: broken');
  });
});
