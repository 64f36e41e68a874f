import { GuestLoad } from '../guest/index.js';
import { onlineVcpus, unload as model } from '../model/index.js';
import { FindingError } from '../support/finding.js';
import type { Operation } from './operation.js';

export const unload: Operation<undefined> = {
  ...model,
  async perform(vm, _, { before, signal }) {
    const wait = { timeoutMs: vm.patienceMs, signal };
    const guest = await vm.guest(wait);
    for (const kind of before.loads) {
      for (const { cpu, goesOn, wrong } of (
        await new GuestLoad(kind).end(guest, onlineVcpus(before), wait)
      ).values()) {
        if (goesOn && wrong === undefined) continue;
        const whose = cpu === undefined ? 'the load of memory' : `the load of vCPU ${cpu}`;
        const seen = wrong ?? 'it does not end';
        throw new FindingError(`${whose} came to a bad end: ${seen}`, {
          kind: !goesOn
            ? 'cpu-dead'
            : kind === 'cpus'
              ? 'cpu-corruption'
              : kind === 'memory'
                ? 'memory-corruption'
                : 'cpu-dead',
          signature: `the load of ${kind} came to a bad end`,
          expected: `${whose} comes out right`,
          seen,
        });
      }
    }
  },
};
