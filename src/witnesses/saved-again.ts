import {
  compareStreams,
  readStream,
  StreamNotSupportedError,
  type MigrationStream,
} from '../migration/index.js';
import type { Vm } from '../vm/index.js';
import type { Expectation, Facts, Witness } from './witness.js';

/**
 * Whatever belongs to the vCPUs: their own state, the interrupt controllers, the timers. A real-time clock is not among it
 * (it follows the host's while the VM stands still), nor is what the host sends to (virtio-net, slirp).
 */
const watched = /^(cpu|cpu_common|apic|ioapic|i8259|i8254|hpet|timer|arm_gic\w*)#/;

/** How many of the fields that differ are named. */
const namedCount = 4;

/**
 * A VM that was restored and has not run since must be saved as it was saved before: what differs got lost on the way in or
 * out, also where no guest would notice. It speaks after two migrations through a file, one right after the other, of a VM
 * that stands still in between.
 */
export class SavedAgainWitness implements Witness {
  readonly name = 'the migration stream';
  #step: Step | undefined;
  #before: Step | undefined;
  #read: { readonly path: string; readonly facts: Facts } | undefined;

  constructor(private readonly vm: Pick<Vm, 'settings' | 'streams' | 'streamHere'>) {}

  expected(expectation: Expectation): Facts {
    this.#follow(expectation);
    return this.#pair(expectation) ? new Map([[fact, asBefore]]) : new Map();
  }

  async observe(expectation: Expectation, signal: AbortSignal): Promise<Facts> {
    const pair = this.#pair(expectation);
    if (!pair) return new Map();
    if (this.#read?.path !== pair.now)
      this.#read = { path: pair.now, facts: new Map([[fact, await this.#difference(pair, signal)]]) };
    return this.#read.facts;
  }

  async #difference({ before, now }: Pair, signal: AbortSignal): Promise<string> {
    const here = async (path: string) => (await this.vm.streamHere(path, 'devices')) ?? path;
    return difference({ before: await here(before), now: await here(now) }, signal);
  }

  kindOf(): 'cpu-corruption' {
    return 'cpu-corruption';
  }

  /** A step is looked at more than once when its facts are late. */
  #follow({ since, stream, model }: Expectation): void {
    if (this.#step?.since === since && this.#step.stream === stream) return;
    this.#before = this.#step;
    this.#step = { since, stream, standsStill: model.runstate !== 'running' };
  }

  #pair({ stream: now, events }: Expectation): Pair | undefined {
    const before = this.#before?.standsStill === true ? this.#before.stream : undefined;
    if (now === undefined || before === undefined || !this.vm.streams.includes(before)) return undefined;
    // Measured under TCG alone: KVM's counters are the kernel's, and may go on while the VM stands still.
    if (this.vm.settings.machine.accelerator !== 'tcg') return undefined;
    return events.RESUME > 0 || events.RESET > 0 ? undefined : { before, now };
  }
}

interface Step {
  readonly since: number;
  readonly stream: string | undefined;
  readonly standsStill: boolean;
}

interface Pair {
  readonly before: string;
  readonly now: string;
}

const fact = 'the vCPUs, their timers and interrupt controllers, loaded and saved again';
const asBefore = 'as before';

async function difference({ before, now }: Pair, signal: AbortSignal): Promise<string> {
  let streams: [MigrationStream, MigrationStream];
  try {
    streams = [await readStream(before, { signal }), await readStream(now, { signal })];
  } catch (error) {
    // One with more in it than can be read says nothing for or against the VM.
    if (error instanceof StreamNotSupportedError) return asBefore;
    throw error;
  }
  const paths = [...compareStreams(...streams)].map(({ path }) => path).filter((path) => watched.test(path));
  if (paths.length === 0) return asBefore;
  const more = paths.length - namedCount;
  return `other: ${paths.slice(0, namedCount).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
