import { equally } from '../choice.js';
import { unlessRunstate, type OperationModel } from '../operation-model.js';
import { exploredTags, isSaved, snapshotTag, stoppedMeanwhile, unlessAlone } from './snapshots.js';

/** Save the VM, with its memory, under a name on the snapshot disk (QMP `snapshot-save`). */
export const snapshotSave: OperationModel<string> = {
  name: 'snapshot-save',
  summary: 'save the VM under a name (QMP snapshot-save); refused when the name is taken',
  example: 'snapshot-save: before',
  parameters: () => snapshotTag,
  describe: (tag) => `save snapshot ${tag}`,
  needs: () => ['QMP command snapshot-save'],
  refusal: (model, tag) => {
    const wrong = unlessRunstate(model, 'running', 'paused') ?? unlessAlone(model);
    if (wrong) return wrong;
    return isSaved(model, tag)
      ? { because: 'refused', reason: `there is a snapshot ${tag} already` }
      : undefined;
  },
  expected: (model, tag) => ({ ...model, snapshots: { ...model.snapshots, [tag]: model } }),
  events: stoppedMeanwhile,
  choices: () => equally(...exploredTags),
};
