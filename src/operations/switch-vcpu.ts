import { FindingError } from '../support/finding.js';
import type { Vm } from '../vm/index.js';

/** The file that switches a CPU, in the guest. */
export function switchOf(cpu: number | string): string {
  return `/sys/devices/system/cpu/cpu${cpu}/online`;
}

/**
 * Tells the guest's kernel to take vCPUs offline or online, one after the other.
 *
 * @throws FindingError `guest-refused` at the first that it could not
 */
export async function switchVcpus(
  vm: Vm,
  vcpus: readonly number[],
  to: 'online' | 'offline',
  signal: AbortSignal,
): Promise<void> {
  const wait = { timeoutMs: vm.patienceMs, signal };
  const guest = await vm.guest(wait);
  const cpuOf = await vm.cpuNumbers(wait);
  const value = to === 'online' ? 1 : 0;
  for (const vcpu of vcpus) {
    const { code, output } = await guest.ask(`echo ${value} >${switchOf(cpuOf(vcpu))}`, wait);
    if (code !== 0) throw refusal(vm, vcpu, to, output);
  }
}

/** That the guest's kernel did not switch a vCPU, with what its shell said. */
export function refusal(vm: Vm, vcpu: number, to: 'online' | 'offline', said: string): FindingError {
  const [reason = ''] = said.split('\n').filter((line) => line.startsWith('sh:'));
  const seen = reason.replace(/^.*(write error|can't create [^:]*): /, '');
  return new FindingError(`vCPU ${vcpu} could not be brought ${to}: the guest's kernel says ${seen}`, {
    kind: 'guest-refused',
    signature: `guest-refused vCPU N cannot be brought ${to}: ${seen}`,
    expected: `vCPU ${vcpu} ${to}`,
    seen,
    evidence: vm.kernelLog.tail(),
  });
}
