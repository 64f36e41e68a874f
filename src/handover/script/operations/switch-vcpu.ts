import { chosenVcpus, onlineVcpus, type ToggleParameters, type VcpuChoice } from '../../../model/index.js';
import { affinityMask } from '../../../guest/index.js';
import { guestLine, type ScriptedStep, type ScriptForm } from '../form.js';

export const offline: ScriptForm<VcpuChoice> = (choice, step) =>
  chosenVcpus(step.before, choice, 'online').map((vcpu) => guestLine(put(0, vcpu, step), step.refused));

export const online: ScriptForm<VcpuChoice> = (choice, step) =>
  chosenVcpus(step.before, choice, 'offline').map((vcpu) => guestLine(put(1, vcpu, step), step.refused));

export const toggle: ScriptForm<ToggleParameters> = ({ vcpus, times, from }, step) => {
  const cpus = chosenVcpus(step.before, vcpus, 'online').map((vcpu) => cpuOf(vcpu, step));
  const write = (value: number) => `echo ${value} >${switchOf('$cpu')}`;
  // Several at once find a CPU where they want it already: to the kernel that is no mistake.
  const round = `for cpu in ${cpus.join(' ')}; do ${write(0)} && ${write(1)} || bad=$cpu; done`;
  const rounds = `bad= round=0; while [ $round -lt ${times} ]; do ${round}; round=$((round + 1)); done; [ -z "$bad" ]`;
  const patience = `patience_for ${30 + 2 * times * cpus.length * Math.max(1, onlineVcpus(step.before).length)}`;
  if (from === 'one') return [patience, guestLine(rounds), 'be_patient'];
  const all = onlineVcpus(step.before).map((vcpu) => `taskset ${affinityMask(vcpu)} sh -c '${rounds}' &`);
  const back = `for cpu in ${cpus.join(' ')}; do ${write(1)} || bad=$cpu; done; [ -z "$bad" ]`;
  return [patience, guestLine(`bad=; ${all.join(' ')} wait; ${back}`), 'be_patient'];
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
