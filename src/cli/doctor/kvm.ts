import { readFileSync } from 'node:fs';
import { buildImage, findImage } from '../../image/index.js';
import type { Arch } from '../../model/index.js';
import { findQemu, kvmPossible } from '../../qemu/index.js';
import { describeError, formatSeconds, VmwrightError } from '../../support/errors.js';
import { tryKvm } from '../kvm-trial.js';
import { say } from '../streams.js';
import { splitRemedy, type Check } from './check.js';

const name = 'kvm';

/** The architecture of guests that KVM could run here. */
const hostArch: Arch = process.arch === 'arm64' ? 'aarch64' : 'x86_64';

/** Whether KVM runs a guest: seen by booting one, since the device tells nothing. */
export async function checkKvm(signal: AbortSignal): Promise<Check> {
  const kvm = kvmPossible(hostArch);
  if (!kvm.possible) {
    const [found = '', ...remedy] = kvm.reason.split(': ');
    return { name, state: 'limited', found, remedy: remedy.join(': ') || 'TCG runs everywhere' };
  }
  try {
    findQemu(hostArch);
    if (!findImage({ arch: hostArch })) {
      say(`building a guest image for ${hostArch}, once, to boot it on KVM`);
      await buildImage({ arch: hostArch, signal });
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof VmwrightError)) throw error;
    return untried(describeError(error));
  }
  const trial = await tryKvm({ arch: hostArch }, signal);
  switch (trial.outcome) {
    case 'works':
      return { name, state: 'ok', found: `a ${hostArch} guest came up in ${formatSeconds(trial.ms)}` };
    case 'untried':
      return untried(trial.reason);
    case 'fails':
      return {
        ...{ name, state: 'limited', found: `/dev/kvm opens, but no guest runs on it: ${trial.reason}` },
        remedy: hasVirtualization()
          ? 'dmesg may tell more; without KVM, TCG runs everywhere'
          : 'this host is itself a guest without nested virtualization (no vmx or svm): switch that on in its hypervisor',
      };
  }
}

function untried(reason: string): Check {
  const { found, ...remedy } = splitRemedy(reason);
  return {
    name,
    state: 'limited',
    found: `/dev/kvm opens; not tried whether a guest runs on it: ${found}`,
    ...remedy,
  };
}

function hasVirtualization(): boolean {
  return process.arch !== 'x64' || /^flags\s*:.*\b(vmx|svm)\b/m.test(readFileSync('/proc/cpuinfo', 'utf8'));
}
