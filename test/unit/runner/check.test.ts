import { expect } from 'chai';
import { noEvents, notLaunched } from '../../../src/model/index.js';
import { checkAgainstModel } from '../../../src/runner/check.js';
import type { Expectation, Mismatch, Witness } from '../../../src/witnesses/index.js';

const expectation: Expectation = {
  model: notLaunched({ arch: 'aarch64', vcpus: 1, ramMib: 64 }),
  events: noEvents,
  since: 0,
  stream: undefined,
};

/** A witness that sees these values of one fact, one after the other, and must see `right`. */
function witness(values: string[], kind: Mismatch['kind'] = 'state-mismatch', fact = 'fact') {
  const asked: string[] = [];
  const it: Witness = {
    name: 'scripted',
    expected: () => new Map([[fact, 'right']]),
    observe: () => {
      const value = values[Math.min(asked.length, values.length - 1)] ?? 'nothing';
      asked.push(value);
      return Promise.resolve(new Map([[fact, value]]));
    },
    kindOf: () => kind,
  };
  return { it, asked };
}

const never = new AbortController().signal;
const patience = { settleMs: 500, atOnce: false };

describe('checkAgainstModel', () => {
  it('waits for a fact that comes late', async () => {
    const late = witness(['wrong', 'wrong', 'right']);
    const { mismatches, settledAfterMs } = await checkAgainstModel([late.it], expectation, patience, never);
    expect(mismatches).to.deep.equal([]);
    expect(settledAfterMs).to.be.within(1, patience.settleMs);
    expect(late.asked).to.have.length(3);
  });

  it('says nothing of settling where everything was right at once', async () => {
    const verdict = await checkAgainstModel([witness(['right']).it], expectation, patience, never);
    expect(verdict).to.deep.equal({ mismatches: [] });
  });

  it('gives a state that must be right at once less time than the others', async () => {
    const long = { settleMs: 60_000, atOnce: true };
    const wrong = witness(['wrong'], 'state-mismatch', 'vCPU 1 is online');
    const { mismatches, settledAfterMs } = await checkAgainstModel([wrong.it], expectation, long, never);
    expect(mismatches).to.have.length(1);
    expect(settledAfterMs).to.be.lessThan(30_000);
  });

  it('tells a fact that stays wrong, with who saw what', async () => {
    const wrong = witness(['wrong']);
    const { mismatches } = await checkAgainstModel([wrong.it], expectation, patience, never);
    expect(mismatches).to.deep.equal([
      { witness: 'scripted', kind: 'state-mismatch', fact: 'fact', expected: 'right', seen: 'wrong' },
    ]);
  });

  it('does not wait for what no waiting heals', async () => {
    const dead = witness(['wrong', 'right'], 'cpu-dead');
    const { mismatches } = await checkAgainstModel([dead.it], expectation, patience, never);
    expect(mismatches).to.have.length(1);
    expect(dead.asked).to.have.length(1);
  });

  it('looks once more after a look that took longer than the facts have', async () => {
    const slow = witness(['wrong', 'right']);
    const observe: Witness['observe'] = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return slow.it.observe(...args);
    };
    const { mismatches } = await checkAgainstModel(
      [{ ...slow.it, observe }],
      expectation,
      { settleMs: 10, atOnce: false },
      never,
    );
    expect(mismatches).to.deep.equal([]);
  });

  it('asks the dearer witness only when the cheaper one agrees', async () => {
    const dear = witness(['right']);
    const cheap = witness(['wrong', 'right']);
    await checkAgainstModel([cheap.it, dear.it], expectation, patience, never);
    expect(cheap.asked).to.deep.equal(['wrong', 'right']);
    expect(dear.asked).to.have.length(1);
  });

  it('takes a fact that a witness does not see at all for a mismatch', async () => {
    const blind: Witness = { ...witness([], 'cpu-dead').it, observe: () => Promise.resolve(new Map()) };
    const { mismatches } = await checkAgainstModel([blind], expectation, patience, never);
    expect(mismatches).to.deep.include.members([
      { witness: 'scripted', kind: 'cpu-dead', fact: 'fact', expected: 'right', seen: 'nothing' },
    ]);
  });

  it('ends with the signal', async () => {
    const stop = new AbortController();
    const checking = checkAgainstModel([witness(['wrong']).it], expectation, patience, stop.signal);
    stop.abort(new Error('enough'));
    const error: unknown = await checking.catch((e: unknown) => e);
    expect(error).to.be.an('error');
  });
});
