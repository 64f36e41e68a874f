import { readPowerStates, StreamNotSupportedError, type PowerState } from '../migration/index.js';
import type { Vm } from '../vm/index.js';
import type { Expectation, Facts, Witness } from './witness.js';

/**
 * The stream that a migration left behind: what QEMU itself believes of each vCPU, whatever the guest says. Only Arm
 * saves power states.
 */
export class StreamWitness implements Witness {
  readonly name = 'the migration stream';

  #read: { readonly path: string; readonly facts: Facts } | undefined;

  /** @param vm - knows where its streams are; left out, they are on this machine */
  constructor(private readonly vm?: Pick<Vm, 'streamHere'>) {}

  expected({ model, stream }: Expectation): Facts {
    if (stream === undefined || model.shape.arch !== 'aarch64') return new Map();
    return new Map(
      model.vcpus.flatMap(({ present, online }, vcpu) =>
        present ? [powerFact(vcpu, online ? 'on' : 'off')] : [],
      ),
    );
  }

  async observe(expectation: Expectation, signal: AbortSignal): Promise<Facts> {
    const { stream: path } = expectation;
    if (path === undefined) return new Map();
    if (this.#read?.path !== path) {
      this.#read = { path, facts: await this.#facts(path, expectation, signal) };
    }
    return this.#read.facts;
  }

  kindOf(): 'state-mismatch' {
    return 'state-mismatch';
  }

  /** A stream with more in it than can be read says nothing for or against the VM; the other witnesses do. */
  async #facts(path: string, expectation: Expectation, signal: AbortSignal): Promise<Facts> {
    try {
      const here = (await this.vm?.streamHere(path, 'devices')) ?? path;
      const states = await readPowerStates(here, signal);
      return new Map([...states].map(([vcpu, state]) => powerFact(vcpu, state)));
    } catch (error) {
      if (error instanceof StreamNotSupportedError) return this.expected(expectation);
      throw error;
    }
  }
}

function powerFact(vcpu: number, state: PowerState): [string, string] {
  return [`power state of vCPU ${vcpu}`, state];
}
