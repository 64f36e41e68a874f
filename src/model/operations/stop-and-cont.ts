import { equally } from '../choice.js';
import * as z from 'zod';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';

const mostTimes = 1000;
const error = `expected how often, a whole number from 1 to ${mostTimes}, as in stop-and-cont: 50`;

/** Pause all vCPUs and let them run again at once, many times in a row; also in the middle of a boot. */
export const stopAndCont: OperationModel<number> = {
  name: 'stop-and-cont',
  summary: 'pause the VM and let it run again at once, so many times in a row (QMP stop, cont)',
  example: 'stop-and-cont: 50',
  parameters: () => z.int({ error }).min(1, { error }).max(mostTimes, { error }),
  describe: (times) => `stop and cont ${times} ${times === 1 ? 'time' : 'times'}`,
  refusal: (model) => unlessRunstate(model, 'running'),
  expected: (model) => model,
  events: (_, times) => ({ ...noEvents, STOP: times, RESUME: times }),
  choices: () => equally(1, 20, 100),
};
