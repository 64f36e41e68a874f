import { GuestLoad } from '../guest/index.js';
import { onlineVcpus, unload as model } from '../model/index.js';
import { FindingError } from '../support/finding.js';
import type { Operation } from './operation.js';

export const unload: Operation<undefined> = {
  ...model,
  async perform(vm, _, { before, signal }) {
    const wait = { timeoutMs: vm.patienceMs, signal };
    const cpuOf = await vm.cpuNumbers(wait);
    const guest = await vm.guest(wait);
    for (const kind of before.loads) {
      const parts = await new GuestLoad(kind).end(guest, onlineVcpus(before).map(cpuOf), wait);
      for (const { cpu, goesOn, wrong } of parts.values()) {
        if (goesOn && wrong === undefined) continue;
        // The load of a vCPU that has gone offline ended elsewhere.
        const vcpu = before.vcpus.findIndex((_, number) => cpuOf(number) === cpu);
        const whose = cpu === undefined ? 'the load of memory' : `the load of vCPU ${vcpu}`;
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
