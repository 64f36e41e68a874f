import { kvmFaults, withKvmFault, type KvmFault, type LabFacts } from '../lab/index.js';
import { UsageError } from '../support/errors.js';
import { nearest } from '../support/nearest.js';

type QemusInLab = LabFacts['qemus'];

/**
 * The path of a QEMU in a lab.
 *
 * @param word - what stands after `--qemu`: a path there, or the beginning of a version; left out, the lab's first is meant
 * @returns nothing when the lab has none such
 */
export function qemuInLab(qemus: QemusInLab, word: string | undefined): string | undefined {
  if (word === undefined) return qemus[0]?.path;
  if (word.includes('/')) return word;
  return qemus.find(({ name, version }) => name === word || beginsWith(version.replace(/^\d+:/, ''), word))
    ?.path;
}

/** 7.2 is the beginning of 7.2+dfsg-7, and not of 7.20. */
function beginsWith(version: string, word: string): boolean {
  return version.startsWith(word) && !/^\d/.test(version.slice(word.length));
}

/**
 * The same, with a fault in its KVM when one is asked for.
 *
 * @throws UsageError when the lab has no such QEMU, or there is no such fault
 */
export function wantedQemuInLab(
  qemus: QemusInLab,
  word: string | undefined,
  fault: string | undefined,
): string {
  const path = qemuInLab(qemus, word);
  if (path === undefined) {
    const names = qemus.map(({ name }) => name).join(', ');
    throw new UsageError(
      `the lab has no QEMU ${word ?? ''}; it has ${names}. --lab-qemu says which it is to have`,
    );
  }
  if (fault === undefined) return path;
  if (!qemus.some((qemu) => qemu.path === path))
    throw new UsageError(
      `no fault can be planted in ${path}: the QEMUs that have them are named, as by --qemu 7.2`,
    );
  return withKvmFault(path, knownFault(fault));
}

function knownFault(fault: string): KvmFault {
  if (fault in kvmFaults) return fault as KvmFault;
  const names = Object.keys(kvmFaults);
  const meant = nearest(fault, names);
  const all = `there are ${names.join(', ')}`;
  throw new UsageError(
    `no fault is called ${fault}; ${meant === undefined ? all : `did you mean ${meant}?`}`,
  );
}
