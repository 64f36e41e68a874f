import { VmwrightError } from './errors.js';

/** What kind of wrong the VM under test is. */
export type FindingKind =
  /** QEMU died of a signal: an assertion, a segmentation fault. */
  | 'qemu-crash'
  /** QEMU ended by itself when nobody asked it to. */
  | 'qemu-exit'
  /** QEMU lives, but its monitor stopped answering. */
  | 'qemu-hang'
  /** QEMU refused a command that it must accept. */
  | 'qmp-refused'
  /** QEMU, or the guest's kernel, did what it must refuse. */
  | 'not-refused'
  /** The guest's kernel refused what it must do. */
  | 'guest-refused'
  /** QEMU spoke something that is not QMP. */
  | 'qmp-protocol'
  /** A migration ended in failure, or never ended. */
  | 'migration-failed'
  /** The destination of a migration refused the VM: it said so, and ended by itself. One that dies of a signal is a `qemu-crash`. */
  | 'migration-refused'
  /** A snapshot could not be saved, loaded or deleted. */
  | 'snapshot-failed'
  /** The guest never came up, or stopped answering. */
  | 'guest-hang'
  /** The guest answers, but what works in every healthy guest does not work in it. */
  | 'guest-broken'
  /** The guest's kernel panicked. */
  | 'guest-panic'
  /** The guest's kernel complained: a BUG, an Oops, a failed PSCI call. */
  | 'guest-log'
  /** A witness saw another state than the model's. */
  | 'state-mismatch'
  /** An online vCPU executes nothing, or its timer does not fire. */
  | 'cpu-dead'
  /** A vCPU computed something wrong: its registers or its memory changed under it. */
  | 'cpu-corruption'
  /** The guest's memory does not hold what was written to it. */
  | 'memory-corruption'
  /** QEMU stopped the VM, or shut it down, though nobody asked for it. */
  | 'unexpected-stop'
  /** The guest rebooted when it should not, or did not when it should. */
  | 'unexpected-reset'
  /** The guest's clock went back, or another way than the host's. */
  | 'clock-jump';

/** What makes one finding different from another. */
export interface FindingDetails {
  readonly kind: FindingKind;
  /**
   * The stable part: equal for two sightings of the same bug. No addresses, process ids, times or line numbers.
   */
  readonly signature: string;
  /** Whoever saw it, where one of the witnesses did: `guest`, `QEMU`, `host`, `the migration stream`. */
  readonly witness?: string;
  /** What must hold, in a few words. */
  readonly expected?: string;
  /** What was seen in its place. */
  readonly seen?: string;
  /** Of a migration that came to nothing: what became of the VM that was to move. */
  readonly migration?: VainMigration;
  /** Lines that help to understand it: QEMU's last words, the console's last lines. */
  readonly evidence?: readonly string[];
}

/** A migration whose destination did not take the VM in. */
export interface VainMigration {
  /** Whether the destination refused it, or crashed on it. */
  readonly destination: 'refused' | 'crashed';
  /** QEMU's own complaint in a few words, told in words where it is a number. */
  readonly complaint: string;
  /** What the source does: `must go on` until it was looked at. */
  readonly source: 'must go on' | 'went on' | 'did not go on' | 'had ended';
  /** Of a source that never came to an end with the migration: how it was seen. Another bug than what the destination did. */
  readonly stuck?: Pick<FindingDetails, 'kind' | 'signature' | 'seen'>;
}

/** The VM under test is wrong. Never thrown when vmwright or its surroundings broke: that is an EnvironmentError. */
export class FindingError extends VmwrightError {
  readonly finding: FindingDetails;

  constructor(message: string, finding: FindingDetails, options?: ErrorOptions) {
    super(message, options);
    this.finding = finding;
  }
}
