import { kvmFaults as says } from '../lab/index.js';
import type { Fault } from './fault.js';

/** What the KVM of a lab does wrong; all of it is planted with the lab's QEMU, whatever the walk does. */
export const kvmFaults: readonly Fault[] = Object.entries(says).map(([name, text]) => ({
  name,
  says: `KVM ${text}.`,
  place: 'kvm',
  archs: ['aarch64'],
  unfit: () => undefined,
}));
