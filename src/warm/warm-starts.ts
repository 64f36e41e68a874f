import type { MachineSpec } from '../qemu/index.js';
import { describeError } from '../support/errors.js';
import type { SavedState } from './saved-state.js';
import { stateIngredients, stateKey } from './state-key.js';
import { StateStore, type StateStoreOptions } from './state-store.js';
import { whyAlwaysCold } from './why-cold.js';

/** A machine that is to be up, and whether a migration takes it to another host. */
interface MachineToWake {
  readonly machine: MachineSpec;
  readonly otherPlace?: unknown;
  readonly guest: { readonly marker: string };
}

/** Makes states; what it does takes a boot and the check of it, and of a machine that wakes from what was saved. */
export interface StateMaker<Settings extends MachineToWake> {
  /** Boots such a machine and saves it. @throws whatever keeps it from being saved, a finding too */
  write(
    settings: Settings,
    file: string,
    signal: AbortSignal,
  ): Promise<{ readonly bootMs: number; readonly ageMs: number }>;
  /** Wakes a machine from it. @throws when it is not what a boot leaves behind */
  check(settings: Settings, state: SavedState, signal: AbortSignal): Promise<void>;
}

/** Why a machine has to boot. */
interface WhyCold {
  readonly cold: string;
  /** Whether it might have been otherwise: a state was lost, or could not be saved. */
  readonly isTrouble?: true;
}

/** Where a VM gets the state from that it starts from. */
export interface StateSource<Settings> {
  stateFor(settings: Settings, signal: AbortSignal): Promise<{ readonly state: SavedState } | WhyCold>;
  /** A machine did not wake from it. */
  discard(state: SavedState): Promise<void>;
}

/** Milliseconds for another vmwright to be done with a state that it makes. */
const lockMs = 180_000;
/** So often a state that was thrown away is made anew by one process: a QEMU whose machines do not wake boots instead. */
const mostMakings = 2;

/**
 * Gives each machine the state that it can start from: out of the cache, or made now. What is at hand is kept for as long as the
 * object lives, so that one process makes each state once, however many VMs want it at the same time.
 */
export class WarmStarts<Settings extends MachineToWake> implements StateSource<Settings> {
  readonly #store: StateStore;
  readonly #making = new Map<string, Promise<SavedState>>();
  readonly #makings = new Map<string, number>();
  /** By key, why there is no state of it. */
  readonly #given = new Map<string, string>();

  constructor(
    private readonly maker: StateMaker<Settings>,
    options: StateStoreOptions = {},
  ) {
    this.#store = new StateStore(options);
  }

  /**
   * The state that such a machine can start from, or why it has to boot.
   *
   * @throws the signal's reason alone: whatever else goes wrong is a reason to boot
   */
  async stateFor(settings: Settings, signal: AbortSignal): Promise<{ readonly state: SavedState } | WhyCold> {
    const why = whyAlwaysCold(settings.machine, settings.otherPlace !== undefined);
    if (why !== undefined) return { cold: why };
    try {
      const key = stateKey(await stateIngredients(settings.machine, settings.guest.marker, signal));
      const given = this.#given.get(key);
      if (given !== undefined) return { cold: given, isTrouble: true };
      const state = this.#store.find(key) ?? (await this.#made(key, settings, signal));
      const damage = await state.damage();
      if (damage === undefined) return { state };
      await this.discard(state);
      return { cold: `the saved state was thrown away: ${damage}`, isTrouble: true };
    } catch (error) {
      signal.throwIfAborted();
      return { cold: `no state could be saved: ${describeError(error)}`, isTrouble: true };
    }
  }

  async discard(state: SavedState): Promise<void> {
    await this.#store.discard(state);
  }

  async #made(key: string, settings: Settings, signal: AbortSignal): Promise<SavedState> {
    for (;;) {
      const others = this.#making.get(key);
      const making = others ?? this.#make(key, settings, signal);
      this.#making.set(key, making);
      try {
        return await making;
      } catch (error) {
        signal.throwIfAborted();
        // Who made it for all was interrupted: the next one does.
        if (others === undefined || this.#given.has(key)) throw error;
      } finally {
        if (this.#making.get(key) === making) this.#making.delete(key);
      }
    }
  }

  async #make(key: string, settings: Settings, signal: AbortSignal): Promise<SavedState> {
    const count = (this.#makings.get(key) ?? 0) + 1;
    this.#makings.set(key, count);
    try {
      if (count > mostMakings) throw new Error('machines do not wake from it');
      return await this.#store.make(
        key,
        (file) => this.maker.write(settings, file, signal),
        (state) => this.maker.check(settings, state, signal),
        { timeoutMs: lockMs, signal },
      );
    } catch (error) {
      if (!signal.aborted) this.#given.set(key, `no state could be saved: ${describeError(error)}`);
      throw error;
    }
  }
}
