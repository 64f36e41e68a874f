import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { boot, noEvents, notLaunched, stop, type ExpectedEvents } from '../../../src/model/index.js';
import { compareFacts, type Expectation } from '../../../src/witnesses/index.js';
import { SavedAgainWitness } from '../../../src/witnesses/saved-again.js';
import { armCpu, buildStream } from '../migration/stream/build-stream.js';
import { StreamFiles } from '../migration/stream/stream-files.js';

const running = boot.expected(notLaunched({ arch: 'aarch64', vcpus: 2, ramMib: 64 }), undefined);
const paused = stop.expected(running, undefined);
const never = new AbortController().signal;

const asItWas = buildStream({ devices: [armCpu(0, 0), armCpu(1, 1)] });
const changed = buildStream({ devices: [armCpu(0, 0), armCpu(1, 0)] });

describe('the witness of what is saved again', () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());

  class Walk {
    readonly #streams: string[] = [];
    readonly #witness: SavedAgainWitness;
    #count = 0;

    constructor(accelerator = 'tcg') {
      const streamHere = (path: string) => Promise.resolve(path);
      const vm = { streams: this.#streams, streamHere, settings: { machine: { accelerator } } };
      this.#witness = new SavedAgainWitness(
        vm as unknown as ConstructorParameters<typeof SavedAgainWitness>[0],
      );
    }

    async step(
      content: Buffer | undefined,
      model: Expectation['model'] = paused,
      events: ExpectedEvents = noEvents,
    ): Promise<string[]> {
      this.#count += 1;
      const stream = content && join(files.folder, `stream-${this.#count}`);
      if (stream !== undefined) {
        writeFileSync(stream, content ?? '');
        this.#streams.push(stream);
      }
      const now = { model, events, since: this.#count, stream };
      // Facts that are late are asked for again.
      this.#witness.expected(now);
      const seen = compareFacts(
        this.#witness,
        this.#witness.expected(now),
        await this.#witness.observe(now, never),
      );
      return seen.map((mismatch) => mismatch.seen);
    }
  }

  it('names what differs between two streams of a VM that stood still', async () => {
    const walk = new Walk();
    expect(await walk.step(asItWas)).to.deep.equal([]);
    expect(await walk.step(asItWas)).to.deep.equal([]);
    expect(await walk.step(changed)).to.deep.equal(['other: cpu#1/power_state']);
  });

  it('says nothing where the VM has run, was reset, or something else was done in between', async () => {
    const ran = new Walk();
    await ran.step(asItWas, running);
    expect(await ran.step(changed)).to.deep.equal([]);
    const reset = new Walk();
    await reset.step(asItWas);
    expect(await reset.step(changed, paused, { ...noEvents, RESET: 1 })).to.deep.equal([]);
    const other = new Walk();
    await other.step(asItWas);
    await other.step(undefined);
    expect(await other.step(changed)).to.deep.equal([]);
  });

  it('says nothing under KVM, whose counters go on by themselves', async () => {
    const walk = new Walk('kvm');
    await walk.step(asItWas);
    expect(await walk.step(changed)).to.deep.equal([]);
  });
});
