import { poweroff as model, type FromVcpu } from '../model/index.js';
import { pinnedTo } from './guest-scripts.js';
import { lastCommand } from './last-command.js';
import type { Operation } from './operation.js';
import { stoppedByGuest } from './stopped-by-guest.js';

export const poweroff: Operation<FromVcpu> = {
  ...model,
  async perform(vm, { from }, { signal }) {
    const stops = () => stoppedByGuest(vm, 'the guest powered off', signal);
    await lastCommand(vm, pinnedTo(from, 'poweroff -f'), stops, signal);
  },
};
