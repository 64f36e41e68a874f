import type { Host } from '../host/index.js';
import type { MachineSpec } from '../machine/index.js';
import type { StateSource } from '../warm/index.js';
import type { Deadlines } from './deadlines.js';

/** How to get into the guest. */
export interface GuestAccess {
  readonly user: string;
  /** The key's text, not its path. */
  readonly privateKey: string;
  /** The only host key that is accepted: the public key in OpenSSH's base64 form. */
  readonly hostKey: string;
  /** The console line that the guest prints when SSH answers. */
  readonly marker: string;
}

/** What a VM is made of; the same for every QEMU process that it lives in. */
export interface VmSettings {
  readonly machine: Omit<MachineSpec, 'incoming'>;
  /** Where a migration takes the VM, and the next one back from; left out, it stays on its host. */
  readonly otherPlace?: { readonly host: Host; readonly qemu: string } | undefined;
  /** Whether a migration to another host goes as it is where its scenario does not say; else it is encrypted. */
  readonly plainTcp?: boolean | undefined;
  readonly guest: GuestAccess;
  /** Where the QEMU processes' logs go. */
  readonly logs: string;
  /** Those that are not the default. */
  readonly deadlines?: Partial<Deadlines>;
  /** Where it gets the state from that it starts from, if it can, in place of booting. */
  readonly warm?: StateSource<Omit<VmSettings, 'logs'>> | undefined;
}

/** How a VM came up the first time. `ms`: from the launch until the guest answered over SSH. */
export type VmStart =
  | { readonly from: 'saved state'; readonly ms: number }
  | {
      readonly from: 'boot';
      readonly ms: number;
      /** Why it did not start from a saved state, where it was to. */
      readonly why?: string;
      /** Whether it might have: its saved state was lost, or none could be saved. */
      readonly isTrouble?: true;
    };

/** What one QEMU process has of its own; the rest is as in the {@link VmSettings}. */
export interface LaunchOptions extends Partial<MachineSpec> {
  readonly signal: AbortSignal;
  /** Whether it may end by itself with an exit code, as the destination of a migration that must be refused. */
  readonly mayGiveUp?: boolean | undefined;
  /** Whether what happens to it happens to the VM, from now on; else from `Vm.follow` on. Default: yes. */
  readonly isFollowed?: boolean | undefined;
}
