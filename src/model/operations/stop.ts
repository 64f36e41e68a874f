import { onlyChoice } from '../choice.js';
import { isComingUp } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { nothing } from '../parameters.js';

/** Pause all vCPUs (QMP `stop`). One that does not run is left as it is: QEMU accepts that, and says nothing. */
export const stop: OperationModel<undefined> = {
  name: 'stop',
  summary: 'pause the VM (QMP stop)',
  example: 'stop',
  atOnce: true,
  parameters: () => nothing,
  describe: () => 'stop',
  refusal: (model) => {
    if (isComingUp(model)) {
      return {
        because: 'mistake',
        reason: 'the guest would never come up; stop-and-cont pauses it for a moment',
      };
    }
    if (model.during === 'migrate') {
      return {
        because: 'mistake',
        reason: 'a migration stops the VM by itself, and takes a paused one along',
      };
    }
    return unlessRunstate(model, 'running', 'paused', 'prelaunch', 'shutdown', 'guest-panicked', 'watchdog');
  },
  expected: (model) => (model.runstate === 'running' ? { ...model, runstate: 'paused' } : model),
  events: (model) => ({ ...noEvents, STOP: model.runstate === 'running' ? 1 : 0 }),
  choices: () => onlyChoice,
  weight: ({ runstate }) => (runstate === 'running' ? 1.5 : 0.2),
};
