import { FindingError } from '../support/finding.js';
import type { Vm } from '../vm/index.js';

/**
 * Tells the guest's kernel to take a vCPU offline or online.
 *
 * @throws FindingError `guest-refused` when the kernel could not
 */
export async function switchVcpu(
  vm: Vm,
  vcpu: number,
  to: 'online' | 'offline',
  signal: AbortSignal,
): Promise<void> {
  const wait = { timeoutMs: vm.patienceMs, signal };
  const guest = await vm.guest(wait);
  const cpuOf = await vm.cpuNumbers(wait);
  const file = `/sys/devices/system/cpu/cpu${cpuOf(vcpu)}/online`;
  const { code, stderr } = await guest.run(`echo ${to === 'online' ? 1 : 0} >${file}`, wait);
  if (code === 0) return;
  const seen = stderr.trim().replace(/^.*write error: /, '');
  throw new FindingError(`vCPU ${vcpu} could not be brought ${to}: the guest's kernel says ${seen}`, {
    kind: 'guest-refused',
    signature: `guest-refused vCPU N cannot be brought ${to}: ${seen}`,
    expected: `vCPU ${vcpu} ${to}`,
    seen,
    evidence: vm.kernelLog.tail(),
  });
}
