import type { AcceleratorChoice } from './accelerator-choice.js';

/** One point of a matrix: with what all cells of a run are run once. What is left out is as the run's request has it. */
export interface Variant {
  /** As `findQemuOn` takes it. With `destinationQemu`, the source of migrations. */
  readonly qemu?: string | undefined;
  /** Where migrations lead; the next one comes back. */
  readonly destinationQemu?: string | undefined;
  readonly machineType?: string | undefined;
  /** Another QEMU, which must have the machine type, too, so that two runs are of the same machine. */
  readonly alikeQemu?: string | undefined;
  readonly cpuModel?: string | undefined;
  readonly kernel?: string | undefined;
  readonly accelerator?: AcceleratorChoice | undefined;
  /** What tells it from the others, for people and for names: `{ from: '5.2', to: '7.2' }`. Short words, fit for a folder's name. */
  readonly coordinates: Readonly<Record<string, string>>;
}
