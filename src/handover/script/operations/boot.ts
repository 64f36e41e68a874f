import { pluggedId, type BootParameters } from '../../../model/index.js';
import { qmpLine, type ScriptForm } from '../form.js';

export const boot: ScriptForm<BootParameters | undefined> = (parameters, { meanwhile }) => [
  `start${parameters ? ' -S' : ''}`,
  'vm=$newest',
  'mark_console',
  ...(parameters?.plug ?? []).map((vcpu) => `plug ${vcpu} ${pluggedId(vcpu)}`),
  ...(parameters ? [qmpLine('cont', undefined)] : []),
  ...(meanwhile.length > 0 ? ['kernel_starts', ...meanwhile] : []),
  'up 240',
  'be_patient',
];
