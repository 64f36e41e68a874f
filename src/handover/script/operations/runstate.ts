import { bootsWhenLetRun } from '../../../model/index.js';
import { qmpLine, type ScriptForm } from '../form.js';

export const stop: ScriptForm<undefined> = (_, { refused }) => [qmpLine('stop', undefined, { refused })];

export const cont: ScriptForm<undefined> = (_, { before, refused }) => [
  qmpLine('cont', undefined, { refused }),
  ...(bootsWhenLetRun(before) && !refused ? ['up $patience'] : []),
];

export const stopAndCont: ScriptForm<number> = (times) => [
  'time=0',
  `while [ $time -lt ${times} ]; do`,
  `  ${qmpLine('stop', undefined)}`,
  `  ${qmpLine('cont', undefined)}`,
  '  time=$((time + 1))',
  'done',
];
