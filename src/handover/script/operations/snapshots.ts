import { qmpLine, type ScriptedStep, type ScriptForm } from '../form.js';
import { plainFormLines } from './migration-set-up.js';
import { shellQuote } from '../../../qemu/index.js';

const node = 'snapshots';

export const snapshotSave: ScriptForm<string> = (tag, step) => [
  'snapshot_disk',
  ...plainFormLines(step.walk),
  jobLine('save', 'snapshot-save', { tag, vmstate: node }, step),
];

export const snapshotLoad: ScriptForm<string> = (tag, step) => [
  'snapshot_disk',
  ...plainFormLines(step.walk),
  jobLine('load', 'snapshot-load', { tag, vmstate: node }, step),
  // A load that fails leaves the VM stopped, also for one that comes after it.
  ...(step.before.runstate === 'running'
    ? [step.refused ? qmpLine('cont', undefined) : `[ -z "$again" ] || ${qmpLine('cont', undefined)}`]
    : []),
  // The guest is taken back in its time as well.
  'clock_boot= boot_id=',
];

export const snapshotDelete: ScriptForm<string> = (tag, step) => [
  'snapshot_disk',
  jobLine('delete', 'snapshot-delete', { tag }, step),
];

function jobLine(
  id: string,
  command: string,
  args: Readonly<Record<string, unknown>>,
  { refused }: ScriptedStep,
): string {
  const message = qmpLine(command, { 'job-id': id, ...args, devices: [node] });
  return message.replace('qmp $vm', `job${refused ? '_no' : ''} ${shellQuote([id])}`);
}
