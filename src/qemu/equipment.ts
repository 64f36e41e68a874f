import type { MachineSpec } from './machine-spec.js';

/** Devices that a machine gets on demand. */
export type EquipmentName = 'panic notifier' | 'watchdog' | 'shared memory';

/** How QEMU is told to put one in. */
export function equipmentArguments(
  name: EquipmentName,
  { arch, ramMib }: Pick<MachineSpec, 'arch' | 'ramMib'>,
): string[] {
  switch (name) {
    case 'panic notifier':
      // On x86 the ISA device, which every QEMU has; the one on PCI came with 6.0.
      return ['-device', arch === 'x86_64' ? 'pvpanic' : 'pvpanic-pci'];
    case 'watchdog':
      return ['-device', 'i6300esb'];
    case 'shared memory':
      return [
        ...['-object', `memory-backend-memfd,id=ram,share=on,size=${ramMib}M`],
        ...['-machine', 'memory-backend=ram,aux-ram-share=on'],
      ];
  }
}
