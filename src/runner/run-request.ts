import type { Fault } from '../faults/index.js';
import type { Host } from '../host/index.js';
import type { Arch, Transport } from '../model/index.js';
import type { probeQemu } from '../qemu/index.js';
import type { AxisValues } from './axis-values.js';
import type { WantedChoice } from './only-chosen.js';
import type { Variant } from './variant.js';

/**
 * Which of the cells are run.
 *
 * - `telling`: those that say most for their time, as many as end within four minutes on two cores
 * - `once`: each, on the first architecture that can
 * - `everywhere`: each on every architecture that can
 */
export type Scope = 'telling' | 'once' | 'everywhere';

/** What a person asked to run. */
export interface RunRequest extends AxisValues {
  /** Names of shipped scenarios, themes or files; none means all that ship. */
  readonly scenarios: readonly string[];
  /** Only cells that have made these choices. */
  readonly only?: readonly WantedChoice[] | undefined;
  /** `once` when left out. */
  readonly scope?: Scope | undefined;
  /** Left out, aarch64 and x86_64 are tried in this order. */
  readonly arch?: Arch | undefined;
  /** Where QEMU runs; this machine when left out. */
  readonly host?: Host | undefined;
  /** Where the destination of a migration runs; where its source does when left out. The next migration comes back. */
  readonly destinationHost?: Host | undefined;
  /** Whether migrations between the hosts go unencrypted where their scenario does not say. */
  readonly plainTcp?: boolean | undefined;
  /** In place of those ways that a scenario lets its migrations take: those behind `via: $…`. */
  readonly transports?: readonly Transport[] | undefined;
  /** All of it is run with each of these; left out, once as the request itself says. */
  readonly variants?: readonly Variant[] | undefined;
  /** As `chooseImage` takes it: an identity, a suite, a kernel's version; left out, that of the machine's own release. */
  readonly image?: string | undefined;
  /** Planted in the VM of each cell that it can be planted in; the others are skipped. */
  readonly fault?: Fault | undefined;
  /** How often each cell runs. */
  readonly repeat?: number | undefined;
  /** What tells a QEMU's facts in place of `probeQemu`, where it is dear to ask. */
  readonly probe?: typeof probeQemu | undefined;
  /** In place of the guest image's own. */
  readonly initrd?: string | undefined;
  /** Added to the kernel's command line. */
  readonly append?: string | undefined;
}
