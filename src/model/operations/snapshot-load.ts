import { unlessRunstate, type OperationModel, type Refusal } from '../operation-model.js';
import type { VmModel } from '../vm-model.js';
import { isSaved, snapshotTag, stoppedMeanwhile, unlessAlone } from './snapshots.js';

/** Take the VM back to where it was saved (QMP `snapshot-load`). */
export const snapshotLoad: OperationModel<string> = {
  name: 'snapshot-load',
  summary: 'take the VM back to where it was saved (QMP snapshot-load), each vCPU as on or off as then',
  example: 'snapshot-load: before',
  parameters: () => snapshotTag,
  describe: (tag) => `load snapshot ${tag}`,
  needs: () => ['QMP command snapshot-load'],
  refusal: (model, tag) =>
    unlessRunstate(model, 'running', 'paused') ??
    unlessAlone(model) ??
    unlessSaved(model, tag) ??
    unlessSameVcpus(model, tag),
  // Everything goes back but the runstate: QEMU goes on as it was before the load, however the VM was when it was saved.
  expected: (model, tag) => {
    const { shape, runstate, boots, during, snapshots } = model;
    return { ...model, ...snapshots[tag], shape, runstate, boots, during, snapshots };
  },
  events: stoppedMeanwhile,
  // QEMU stops the VM before it looks whether there is such a snapshot, and leaves it so: it is told to run on.
  eventsOfRefusal: stoppedMeanwhile,
};

function unlessSaved(model: VmModel, tag: string): Refusal | undefined {
  return isSaved(model, tag) ? undefined : { because: 'refused', reason: `there is no snapshot ${tag}` };
}

/** The state of a vCPU that is not there has no place to go to, and the load ends half-way. */
function unlessSameVcpus(model: VmModel, tag: string): Refusal | undefined {
  const saved = model.snapshots[tag];
  const same = model.vcpus.every(({ present }, number) => saved?.vcpus[number]?.present === present);
  return same ? undefined : { because: 'mistake', reason: `other vCPUs were plugged when ${tag} was saved` };
}
