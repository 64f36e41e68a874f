import { closeSync, constants, openSync } from 'node:fs';
import { localHost, type Host } from '../host/index.js';
import type { GuestArch } from './machine-spec.js';

/** Node's name of each guest architecture: that of a host which can run it on KVM. */
const hostArchOf: Record<GuestArch, NodeJS.Architecture> = { aarch64: 'arm64', x86_64: 'x64' };

type KvmPossibility = { readonly possible: true } | { readonly possible: false; readonly reason: string };

/** The same on any host. */
export async function kvmPossibleOn(host: Host, arch: GuestArch): Promise<KvmPossibility> {
  if (host === localHost) return kvmPossible(arch);
  const { architecture, kvm } = await host.facts();
  if (architecture !== arch) {
    const reason = `KVM runs guests of the host's own architecture, on ${host.name} ${architecture}, not ${arch}`;
    return { possible: false, reason };
  }
  if (kvm === 'opens') return { possible: true };
  const reason = reasonFor(kvm === 'is not there' ? 'ENOENT' : 'EACCES');
  return { possible: false, reason: `on ${host.name} ${reason}` };
}

/**
 * Whether KVM could run such a guest here: the same architecture, and `/dev/kvm` opens. That is not to say that it does:
 * within another virtual machine KVM may open and still not run a guest. Only booting one tells.
 */
export function kvmPossible(arch: GuestArch): KvmPossibility {
  if (process.arch !== hostArchOf[arch]) {
    return {
      possible: false,
      reason: `KVM runs guests of the host's own architecture, ${process.arch}, not ${arch}`,
    };
  }
  try {
    closeSync(openSync('/dev/kvm', constants.O_RDWR));
    return { possible: true };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { possible: false, reason: reasonFor(code) };
  }
}

function reasonFor(code: string | undefined): string {
  if (code === 'ENOENT') {
    return 'there is no /dev/kvm: load the kernel module kvm, or switch virtualization on in the firmware or the outer hypervisor';
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return '/dev/kvm may not be opened: add yourself to its group (sudo usermod -aG kvm $USER, then log in again)';
  }
  return `/dev/kvm does not open: ${code ?? 'unknown error'}`;
}
