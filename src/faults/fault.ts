import type { Arch, Walk } from '../model/index.js';
import type { Tap } from './tap.js';

/**
 * Where a fault is planted.
 *
 * - `stream`: in the saved VM that the destination of a migration loads; what the source saved stays as it is
 * - `qmp`: between vmwright and QEMU's monitor
 * - `process`: QEMU's process is stopped or killed
 * - `kvm`: between QEMU and the KVM of a lab
 */
export type FaultPlace = 'stream' | 'qmp' | 'process' | 'kvm';

/** What a fault needs to know while it is planted in one VM. */
export interface Ground {
  readonly walk: Walk;
  /** The walk's step that is being taken, from 0. */
  readonly step: number;
  /** To be called when the fault has really been done, with what was done. */
  planted(what: string): void;
}

/** Something that goes wrong on purpose, from outside, with an unmodified QEMU. */
export interface Fault {
  /** As after `--fault`. */
  readonly name: string;
  /** What is wrong then, in a sentence. */
  readonly says: string;
  readonly place: FaultPlace;
  /** Left out: all. */
  readonly archs?: readonly Arch[] | undefined;
  /** Why it cannot be planted on a walk; nothing when it can. */
  unfit(walk: Walk): string | undefined;
  /** What does it in one VM, to every monitor of its QEMUs. A fault of a lab's KVM is planted by the lab. */
  plant?(ground: Ground): Tap;
}
