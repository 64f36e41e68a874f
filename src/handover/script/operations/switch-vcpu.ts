import { chosenVcpus, onlineVcpus, type ToggleParameters, type VcpuChoice } from '../../../model/index.js';
import { guestLine, type ScriptedStep, type ScriptForm } from '../form.js';

export const offline: ScriptForm<VcpuChoice> = (choice, step) =>
  chosenVcpus(step.before, choice, 'online').map((vcpu) => guestLine(put(0, vcpu, step), step.refused));

export const online: ScriptForm<VcpuChoice> = (choice, step) =>
  chosenVcpus(step.before, choice, 'offline').map((vcpu) => guestLine(put(1, vcpu, step), step.refused));

export const toggle: ScriptForm<ToggleParameters> = ({ vcpus, times, from }, step) => {
  const cpus = chosenVcpus(step.before, vcpus, 'online').map((vcpu) => cpuOf(vcpu, step));
  const patience = `patience=$((patience + ${2 * times * cpus.length * Math.max(1, onlineVcpus(step.before).length)}))`;
  const starts = from === 'one' ? [] : onlineVcpus(step.before).map((vcpu) => cpuOf(vcpu, step));
  return [
    patience,
    guestLine(`toggle ${times} "${starts.join(' ')}" ${cpus.join(' ')}`, step.refused),
    'be_patient',
  ];
};

function put(value: 0 | 1, vcpu: number, step: ScriptedStep): string {
  return `echo ${value} >${switchOf(cpuOf(vcpu, step))}`;
}

function switchOf(cpu: string): string {
  return `/sys/devices/system/cpu/cpu${cpu}/online`;
}

/** Linux numbers what is plugged as it comes. */
function cpuOf(vcpu: number, { walk }: ScriptedStep): string {
  return walk.shape.maxVcpus === undefined ? String(vcpu) : `$(cpu_of ${vcpu})`;
}
