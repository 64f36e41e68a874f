import { onlyChoice } from '../choice.js';
import { booted, letGo, type VmModel } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { nothing } from '../parameters.js';

/** Let all vCPUs run again (QMP `cont`). One that runs already is left as it is. */
export const cont: OperationModel<undefined> = {
  name: 'cont',
  summary: 'let the VM run again (QMP cont); the guest boots if it was reset or has panicked meanwhile',
  example: 'cont',
  parameters: () => nothing,
  describe: () => 'cont',
  refusal: (model) => {
    if (model.runstate === 'shutdown') {
      return { because: 'refused', reason: 'a VM that was shut down must be reset first' };
    }
    if (model.during === 'migrate' && model.runstate !== 'running') {
      return { because: 'mistake', reason: 'a paused VM arrives paused, whatever it did on its way' };
    }
    return unlessRunstate(model, 'running', 'paused', 'prelaunch', 'guest-panicked', 'watchdog');
  },
  expected: (model) => {
    const running = { ...model, runstate: 'running' } as const;
    return bootsWhenLetRun(model) ? booted(running) : letGo(running);
  },
  events: (model) => ({
    ...noEvents,
    RESUME: model.runstate === 'running' ? 0 : 1,
    RESET: model.runstate === 'guest-panicked' ? 1 : 0,
  }),
  choices: () => onlyChoice,
  weight: ({ runstate }) => (runstate === 'running' ? 0.2 : 6),
};

/** After a reset; and after a panic, which ends in a reboot as soon as the guest gets on with it. */
export function bootsWhenLetRun({ runstate }: VmModel): boolean {
  return runstate === 'prelaunch' || runstate === 'guest-panicked';
}
