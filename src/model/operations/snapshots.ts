import * as z from 'zod';
import { noEvents, type ExpectedEvents } from '../expected-events.js';
import type { Refusal } from '../operation-model.js';
import type { VmModel } from '../vm-model.js';

/** A snapshot's name. QEMU takes one that looks like a number for an id. */
export const snapshotTag = z
  .string({ error: 'expected the name of a snapshot, as in snapshot-save: before' })
  .regex(/^[a-z][a-z0-9-]{0,39}$/i, {
    error: ({ input }) =>
      `expected the name of a snapshot (a letter, then letters, digits and dashes), not ${JSON.stringify(input)}`,
  });

/** The names that exploration uses: one more than a single one, so that they can differ. */
export const exploredTags = ['one', 'other'] as const;

/** While QEMU saves or loads, a VM that runs is stopped. */
export function stoppedMeanwhile(model: VmModel): ExpectedEvents {
  return model.runstate === 'running' ? { ...noEvents, STOP: 1, RESUME: 1 } : noEvents;
}

export function isSaved(model: VmModel, tag: string): boolean {
  return Object.hasOwn(model.snapshots, tag);
}

/** QEMU refuses snapshots while it migrates, and it differs by version with what words and how late. */
export function unlessAlone(model: VmModel): Refusal | undefined {
  if (model.during === undefined) return undefined;
  return { because: 'mistake', reason: `snapshots are not taken in the middle of ${model.during}` };
}
