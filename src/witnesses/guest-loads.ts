import type { CpuNumbers, LoadSight } from '../guest/index.js';
import { onlineVcpus, type VmModel } from '../model/index.js';
import type { Facts } from './witness.js';

const memory = 'memory that is written all the time';

/** What must be seen of the guest's loads. */
export function expectedOfLoads(model: VmModel): Facts {
  const facts = new Map<string, string>();
  if (model.loads.includes('memory')) facts.set(memory, 'holds');
  for (const [number, { present }] of model.vcpus.entries()) {
    // Also of one that has gone offline: its work ended somewhere else, and must have been right.
    if (present && model.loads.includes('cpus')) facts.set(`vCPU ${number} works right under load`, 'yes');
    if (present && model.loads.includes('timers')) facts.set(`timers of vCPU ${number} fire on time`, 'yes');
  }
  for (const number of onlineVcpus(model)) {
    if (model.loads.includes('cpus')) facts.set(`vCPU ${number} goes on with its load`, 'yes');
    if (model.loads.includes('timers')) facts.set(`vCPU ${number} goes on with its timers`, 'yes');
  }
  return facts;
}

/** What was seen of them, by the parts' names. */
export function seenOfLoads(model: VmModel, cpuOf: CpuNumbers, parts: ReadonlyMap<string, LoadSight>): Facts {
  const facts = new Map(expectedOfLoads(model));
  for (const [name, { cpu, goesOn, wrong }] of parts) {
    const vcpu = model.vcpus.findIndex((_, number) => cpuOf(number) === cpu);
    const [rightFact, onFact] =
      cpu === undefined
        ? [memory, memory]
        : name.startsWith('timers')
          ? [`timers of vCPU ${vcpu} fire on time`, `vCPU ${vcpu} goes on with its timers`]
          : [`vCPU ${vcpu} works right under load`, `vCPU ${vcpu} goes on with its load`];
    if (wrong !== undefined) facts.set(rightFact, wrong);
    else if (!goesOn) facts.set(onFact, 'no');
  }
  return facts;
}
