import { onlineVcpus, withoutVcpu, withVcpu } from '../vm-model.js';
import { noEvents } from '../expected-events.js';
import { chance, refused, unlessRunstate, type OperationModel } from '../operation-model.js';
import { vcpuNumber } from '../parameters.js';

/**
 * Ask the guest to let a vCPU go (QMP `device_del`), and wait until it has: its slot is free again. A paused guest lets it
 * go once it runs.
 */
export const unplug: OperationModel<number> = {
  name: 'unplug',
  summary: 'unplug a vCPU with the consent of the guest (QMP device_del); its slot is free again',
  example: 'unplug: 2',
  hasMiddle: true,
  parameters: vcpuNumber,
  describe: (vcpu) => `unplug vCPU ${vcpu}`,
  needs: () => ['pluggable vCPUs'],
  refusal: (model, vcpu) => {
    const wrong = unlessRunstate(model, 'running', 'paused');
    if (wrong) return wrong;
    if (model.during === 'migrate') return refused('QEMU unplugs nothing while it migrates');
    // Until its ACPI has told QEMU that it knows CPU hotplug as it is now (QEMU, docs/specs/acpi_cpu_hotplug.rst, "legacy").
    if (model.during === 'boot') return chance('it is chance whether the guest is ready to let a vCPU go');
    if (!model.vcpus[vcpu]?.present) {
      return model.during === 'unplug'
        ? chance('it is chance whether the guest has let it go by then')
        : refused(`there is no vCPU ${vcpu}`);
    }
    if (vcpu === 0) return refused('vCPU 0 is the one that boots');
    const staying = onlineVcpus(model).filter((one) => one !== vcpu && !model.vcpus[one]?.unplug);
    return staying.length > 0 ? undefined : refused(`vCPU ${vcpu} is the last one online`);
  },
  expected: (model, vcpu) =>
    model.runstate === 'paused' ? withVcpu(model, vcpu, { unplug: 'asked' }) : withoutVcpu(model, vcpu),
  events: () => noEvents,
  choices: ({ vcpus }) => vcpus.map((_, vcpu) => ({ parameters: vcpu })),
  weight: () => 3,
  renumbered: (vcpu, numberOf) => numberOf(vcpu),
};
