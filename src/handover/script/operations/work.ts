import { onlineVcpus, type LoadKind } from '../../../model/index.js';
import type { ScriptForm } from '../form.js';

export const load: ScriptForm<LoadKind> = (kind, { before, after }) => [
  `put_to_work ${kind} ${onlineVcpus(before).join(' ')}`,
  `loads="${after.loads.join(' ')}"`,
];

export const unload: ScriptForm<undefined> = (_, { before }) => [
  ...before.loads.map((kind) => `end_work ${kind}`),
  'loads=',
];
