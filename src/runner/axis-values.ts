import type { AcceleratorChoice } from './accelerator-choice.js';

/** What a run has once, or each variant of its matrix in its own way. */
export interface AxisValues {
  /**
   * As `findQemuOn` takes it: a path, a name, a version; left out, the machine's own for each architecture. With
   * `destinationQemu`, the source of migrations.
   */
  readonly qemu?: string | undefined;
  /** The QEMU of a migration's destination; as `qemu` when left out. Where it is another, the next migration comes back. */
  readonly destinationQemu?: string | undefined;
  readonly machineType?: string | undefined;
  /** Another QEMU, which must have the machine type, too, so that two runs are of the same machine. */
  readonly alikeQemu?: string | undefined;
  /** As after `-cpu`; left out, `host` under KVM, else one that every version has. */
  readonly cpuModel?: string | undefined;
  /** In place of the guest image's own. */
  readonly kernel?: string | undefined;
  /** TCG when left out. */
  readonly accelerator?: AcceleratorChoice | undefined;
}
