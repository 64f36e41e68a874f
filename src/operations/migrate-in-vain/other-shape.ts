import type { RunningMachine } from '../../machine/index.js';
import type { Misfit } from '../../model/index.js';
import type { MachineSpec } from '../../qemu/index.js';
import { defaultMachineType } from '../../qemu/index.js';
import type { WaitOptions } from '../../support/deadline.js';
import { EnvironmentError } from '../../support/errors.js';

/** In which way the destination is another machine than the source. */
export async function otherShape(
  misfit: Misfit,
  source: RunningMachine,
  wait: WaitOptions,
): Promise<Partial<MachineSpec>> {
  const { arch, vcpus, maxVcpus = vcpus, ramMib, machineType, cpuModel, equipment = [] } = source.spec;
  const type = machineType ?? defaultMachineType(arch);
  switch (misfit) {
    case 'fewer-vcpus':
      return { vcpus: vcpus - 1 };
    case 'more-vcpus':
      return { vcpus: vcpus + 1, maxVcpus: Math.max(maxVcpus, vcpus + 1) };
    case 'less-memory':
      return { ramMib: Math.floor(ramMib / 2) };
    case 'more-memory':
      return { ramMib: ramMib * 2 };
    case 'other-machine-version':
      return { machineType: [await otherVersion(source, wait), ...type.split(',').slice(1)].join(',') };
    case 'other-cpu-model':
      return { cpuModel: cpuModel === 'cortex-a57' ? 'cortex-a53' : 'cortex-a57' };
    case 'other-gic':
      return { machineType: `${type.replace(/,gic-version=\w+/, '')},gic-version=2` };
    case 'missing-device':
      return { equipment: equipment.filter((name) => name !== 'watchdog') };
  }
}

/** The newest other version of the same machine. */
async function otherVersion({ qmp, spec }: RunningMachine, { signal }: WaitOptions): Promise<string> {
  const type = await qmp.execute('qom-get', { path: '/machine', property: 'type' }, { signal });
  const own = String(type).replace(/-machine$/, '');
  const family = own.replace(/-[\d.]+$/, '-');
  const machines = await qmp.execute('query-machines', undefined, { signal });
  const others = machines
    .map(({ name }) => name)
    .filter((name) => name !== own && name.startsWith(family) && /^[\d.]+$/.test(name.slice(family.length)));
  const [newest] = others.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  if (newest === undefined) throw new EnvironmentError(`${spec.qemu} has no other version of ${own}`);
  return newest;
}
