import { expect } from 'chai';
import { compare } from '../../../src/compare/index.js';
import type { Cell } from '../../../src/runner/index.js';

/** What is planned for one side; it must not come to a launch. */
function cell(side: string, accelerator: string): Cell {
  return {
    description: {
      ...{ id: `boots[side=${side}]`, scenario: 'boots', choices: {}, arch: 'aarch64', accelerator },
      ...{ qemu: { path: '', version: '' }, coordinates: { side }, steps: [] },
    },
    walk: { shape: { vcpus: 1, maxVcpus: 1, ramMib: 128 }, steps: [] },
    settings: {},
  } as unknown as Cell;
}

describe('a comparison of two that would run on unlike accelerators', () => {
  it('does not run, and says so: that would compare KVM with TCG', async () => {
    const { cells, rounds } = await compare(
      { cells: [cell('base', 'kvm'), cell('head', 'tcg')], leftOut: 0 },
      {
        ...{
          jobs: 1,
          output: '/nonexistent',
          rounds: { atLeast: 5, atMost: 5 },
          confidence: 0.95,
          margin: 0.2,
        },
        ...{ begins: () => undefined, progress: () => undefined, signal: new AbortController().signal },
      },
    );
    expect(rounds).to.equal(0);
    expect(cells[0]).to.include({
      verdict: 'not compared',
      reason: 'base runs it with kvm, head with tcg: choose one by --accel',
    });
  });
});
