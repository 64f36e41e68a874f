import { pluggedId, type BootParameters } from '../../../model/index.js';
import { qmpLine, type ScriptForm } from '../form.js';

export const boot: ScriptForm<BootParameters | undefined> = (parameters, { meanwhile }) => [
  `start${parameters ? ' -S' : ''}`,
  'vm=$newest',
  // Its console began empty, and may have come further by now.
  'ups=0 starts=0',
  ...(parameters?.plug ?? []).map((vcpu) => `plug ${vcpu} ${pluggedId(vcpu)}`),
  ...(parameters ? [qmpLine('cont', undefined)] : []),
  ...(meanwhile.length > 0 ? ['kernel_starts', ...meanwhile] : []),
  'up "$patience"',
  'first_boot',
];
