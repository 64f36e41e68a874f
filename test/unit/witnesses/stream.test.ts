import { writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { noEvents, notLaunched, withVcpu, type Arch, type VmModel } from '../../../src/model/index.js';
import { compareFacts, type Expectation } from '../../../src/witnesses/index.js';
import { StreamWitness } from '../../../src/witnesses/stream.js';
import { armCpu, buildStream, u8 } from '../migration/stream/build-stream.js';
import { StreamFiles } from '../migration/stream/stream-files.js';

/** Two vCPUs, the second powered off. */
function expectation(stream: string | undefined, arch: Arch = 'aarch64'): Expectation {
  const on = { present: true, online: true };
  const shape = { arch, vcpus: 2, ramMib: 64 };
  const model: VmModel = withVcpu(withVcpu(notLaunched(shape), 0, on), 1, { present: true, online: false });
  return { model, events: noEvents, since: 0, stream };
}

const never = new AbortController().signal;

describe('StreamWitness', () => {
  let files: StreamFiles;
  beforeEach(() => (files = new StreamFiles()));
  afterEach(() => files[Symbol.dispose]());

  async function mismatches(stream: Buffer) {
    writeFileSync(files.path, stream);
    const witness = new StreamWitness();
    const expected = expectation(files.path);
    return compareFacts(witness, witness.expected(expected), await witness.observe(expected, never));
  }

  it('agrees with a stream that has the power states of the model', async () => {
    expect(await mismatches(buildStream())).to.deep.equal([]);
  });

  it('names each vCPU that QEMU saved in another power state', async () => {
    const swapped = buildStream({ devices: [armCpu(0, 1), armCpu(1, 0)] });
    expect(await mismatches(swapped)).to.deep.equal(
      [
        { fact: 'power state of vCPU 0', expected: 'on', seen: 'off' },
        { fact: 'power state of vCPU 1', expected: 'off', seen: 'on' },
      ].map((it) => ({ witness: 'the migration stream', kind: 'state-mismatch', ...it })),
    );
  });

  it('misses a vCPU that is not in the stream', async () => {
    const [missing] = await mismatches(buildStream({ devices: [armCpu(0, 0)] }));
    expect(missing).to.include({ fact: 'power state of vCPU 1', seen: 'nothing' });
  });

  it('has nothing to say without a stream, or where none has power states', () => {
    const witness = new StreamWitness();
    expect(witness.expected(expectation(undefined)).size).to.equal(0);
    expect(witness.expected(expectation(files.path, 'x86_64')).size).to.equal(0);
  });

  it('says nothing against a stream that holds more than can be read', async () => {
    // A section of a type that only other kinds of migration have.
    const more = buildStream({ sections: u8(8) });
    expect(await mismatches(more)).to.deep.equal([]);
  });

  it('reads a stream once, however often it is asked', async () => {
    writeFileSync(files.path, buildStream());
    const witness = new StreamWitness();
    const expected = expectation(files.path);
    const first = await witness.observe(expected, never);
    writeFileSync(files.path, 'something else');
    expect(await witness.observe(expected, never)).to.equal(first);
  });
});
