import { expect } from 'chai';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import type { MonitorFault } from '../../helpers/faulty-qemu/monitor-fault.js';
import { findingsOf, needsGuest, testedQemu, type StepText } from './cells.js';

interface Case {
  readonly fault: MonitorFault;
  readonly steps: readonly StepText[];
  readonly expected: object;
}

const migrate = { migrate: { via: 'file' } };
const running = { status: 'running', running: true, singlestep: false };

/** Late facts get a third of what anything else gets. */
const soon = { firstBootTimes: 2, leastMs: 10_000, settleMs: 2_000 };

/** Each fault shows at the last step. */
const cases: Record<string, Case> = {
  'loses the RESET event': {
    fault: { event: 'RESET' },
    steps: ['boot', 'reset'],
    expected: {
      kind: 'unexpected-reset',
      signature: 'unexpected-reset the kernel started once more without a RESET event',
    },
  },
  'answers system_reset and does not reset': {
    fault: { command: 'system_reset', answer: {} },
    steps: ['boot', 'reset'],
    expected: { kind: 'unexpected-reset', expected: 'a RESET event, and the guest boots' },
  },
  'answers cont and stays paused': {
    fault: { command: 'cont', answer: {} },
    steps: ['boot', 'stop', 'cont'],
    expected: { kind: 'state-mismatch', expected: 'runstate: running', seen: 'runstate: paused' },
  },
  'loses the STOP event': {
    fault: { event: 'STOP' },
    steps: ['boot', 'stop'],
    expected: { kind: 'state-mismatch', expected: 'STOP events: 1', seen: 'STOP events: 0' },
  },
  'falls into internal-error in place of a pause': {
    fault: {
      command: 'stop',
      arguments: {},
      then: [{ command: 'query-status', answer: { ...running, status: 'internal-error', running: false } }],
    },
    steps: ['boot', 'stop'],
    expected: { kind: 'unexpected-stop', seen: 'runstate internal-error' },
  },
  'says running while it is paused': {
    fault: { command: 'query-status', answer: running },
    steps: ['boot', 'stop'],
    expected: { kind: 'state-mismatch', expected: 'runstate: paused', seen: 'runstate: running' },
  },
  'closes its monitor in place of an answer': {
    fault: { command: 'migrate', close: true },
    steps: ['boot', migrate],
    expected: { kind: 'qmp-protocol', expected: 'a monitor that answers' },
  },
  'answers something that is not QMP': {
    fault: { command: 'stop', line: '{"return": {"lab": nope]' },
    steps: ['boot', 'stop'],
    expected: { kind: 'qmp-protocol' },
  },
};

describe('a QEMU that', function () {
  this.timeout(60_000);
  before(function () {
    needsGuest(this);
  });

  for (const [name, { fault, steps, expected }] of Object.entries(cases)) {
    it(`${name} is found at that step`, async () => {
      using qemu = FaultyQemu.thatSays(testedQemu(), fault);
      const [finding] = await findingsOf({ qemu: qemu.path, steps, deadlines: soon });
      expect(finding).to.deep.include({ ...expected, step: steps.length - 1 });
    });
  }
});
