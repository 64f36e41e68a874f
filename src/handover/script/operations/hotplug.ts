import type { PlugParameters } from '../../../model/index.js';
import { CannotBeScripted, type ScriptForm } from '../form.js';

export const plug: ScriptForm<PlugParameters> = ({ vcpu, id, isSlot }, { refused }) => {
  if (!isSlot)
    throw new CannotBeScripted(`what a slot for vCPU ${vcpu} would be, this machine does not tell`);
  return refused ? [`must_refuse=1`, `plug ${vcpu} ${id}`, 'must_refuse=0'] : [`plug ${vcpu} ${id}`];
};

export const unplug: ScriptForm<number> = (vcpu, { before, refused, meanwhile }) =>
  refused
    ? ['must_refuse=1', `unplug ${vcpu}`, 'must_refuse=0']
    : [`unplug ${vcpu}`, ...meanwhile, ...(before.runstate === 'running' ? [`let_go ${vcpu}`] : [])];
