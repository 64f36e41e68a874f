import { equally } from '../choice.js';
import { noEvents } from '../expected-events.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { exploredTags, isSaved, snapshotTag, unlessAlone } from './snapshots.js';

/** Remove a snapshot (QMP `snapshot-delete`). */
export const snapshotDelete: OperationModel<string> = {
  name: 'snapshot-delete',
  summary: 'remove a snapshot (QMP snapshot-delete)',
  example: 'snapshot-delete: before',
  parameters: () => snapshotTag,
  describe: (tag) => `delete snapshot ${tag}`,
  needs: () => ['QMP command snapshot-delete'],
  refusal: (model, tag) => {
    const wrong = unlessRunstate(model, 'running', 'paused') ?? unlessAlone(model);
    if (wrong) return wrong;
    // QEMU 6.0 to 11.1 delete what is not there without a word.
    return isSaved(model, tag) ? undefined : { because: 'mistake', reason: `there is no snapshot ${tag}` };
  },
  expected: (model, tag) => {
    const snapshots = Object.entries(model.snapshots).filter(([name]) => name !== tag);
    return { ...model, snapshots: Object.fromEntries(snapshots) };
  },
  events: () => noEvents,
  choices: () => equally(...exploredTags),
  weight: () => 0.5,
};
