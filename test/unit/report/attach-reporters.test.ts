import { expect } from 'chai';
import { Subject } from 'rxjs';
import { attachReporters, type Reporter } from '../../../src/report/index.js';
import type { RunEvent } from '../../../src/runner/events.js';
import { cellStarted, runFinished } from '../../helpers/run-events.js';

class Recorder implements Reporter {
  readonly name = 'recorder';
  readonly seen: string[] = [];
  disposed = 0;
  on({ type }: RunEvent): void {
    this.seen.push(type);
  }
  [Symbol.dispose](): void {
    this.disposed += 1;
  }
}

class Broken extends Recorder {
  override on(event: RunEvent): void {
    super.on(event);
    throw new Error('broken');
  }
  override [Symbol.dispose](): void {
    super[Symbol.dispose]();
    throw new Error('broken at the end, too');
  }
}

describe('attachReporters', () => {
  it('keeps a reporter that throws from harming the run or another reporter', () => {
    const events = new Subject<RunEvent>();
    const [broken, good] = [new Broken(), new Recorder()];
    const told: string[] = [];
    const attached = attachReporters(events, [broken, good], ({ name }, error) =>
      told.push(`${name}: ${String(error)}`),
    );
    events.next(cellStarted('a'));
    events.next(runFinished());
    attached[Symbol.dispose]();
    expect(broken.seen).to.deep.equal(['cell-started']);
    expect(good.seen).to.deep.equal(['cell-started', 'run-finished']);
    expect([broken.disposed, good.disposed]).to.deep.equal([1, 1]);
    expect(told).to.deep.equal(['recorder: Error: broken']);
  });

  it('lets nothing out when the events end with an error', async () => {
    const events = new Subject<RunEvent>();
    const attached = attachReporters(events, [new Recorder()], () => undefined);
    events.error(new Error('the run broke'));
    // rxjs throws what nobody handles out of a timer; mocha would fail this test for it.
    await new Promise((resolve) => setTimeout(resolve, 1));
    attached[Symbol.dispose]();
  });
});
