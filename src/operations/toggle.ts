import { affinityMask } from '../guest/index.js';
import { chosenVcpus, onlineVcpus, toggle as model, type ToggleParameters } from '../model/index.js';
import type { Operation } from './operation.js';
import { refusal, switchOf } from './switch-vcpu.js';

/** Milliseconds for one vCPU to go offline and come back: some hundred on a host that is quite busy. */
const onceMs = 1_000;

export const toggle: Operation<ToggleParameters> = {
  ...model,
  async perform(vm, { vcpus, times, from }, { before, signal }) {
    const chosen = chosenVcpus(before, vcpus, 'online');
    const starts = from === 'all' ? onlineVcpus(before) : [];
    const timeoutMs = vm.patienceMs + onceMs * times * chosen.length * Math.max(1, starts.length);
    const wait = { timeoutMs, signal };
    const guest = await vm.guest(wait);
    const cpuOf = await vm.cpuNumbers(wait);
    const cpus = new Map(chosen.map((vcpu) => [cpuOf(vcpu), vcpu]));
    const { output } = await guest.ask(script([...cpus.keys()], times, starts.map(cpuOf)), wait);
    const [, cpu, value] = /^refused (\d+) ([01])$/m.exec(output) ?? [];
    const vcpu = cpus.get(Number(cpu));
    if (vcpu !== undefined) throw refusal(vm, vcpu, value === '1' ? 'online' : 'offline', output);
  },
};

/** With several at once, a CPU may be where another one wants it already: to the kernel that is no mistake. */
function script(cpus: readonly number[], times: number, starts: readonly number[]): string {
  const put = (value: number) => `echo ${value} >${switchOf('$cpu')} || echo "refused $cpu ${value}"`;
  const rounds = `round=0; while [ $round -lt ${times} ]; do for cpu in ${cpus.join(' ')}; do ${put(0)}; ${put(1)}; done; round=$((round + 1)); done`;
  if (starts.length === 0) return rounds;
  const processes = starts.map((cpu) => `taskset ${affinityMask(cpu)} sh -c '${rounds}' & all="$all $!"`);
  // The last word of one process may have come before another one's.
  return ['all=', ...processes, 'wait $all', `for cpu in ${cpus.join(' ')}; do ${put(1)}; done`].join('\n');
}
