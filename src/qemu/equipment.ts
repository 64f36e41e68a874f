import type { MachineSpec } from './machine-spec.js';

/** What a machine gets on demand. */
export type EquipmentName = 'panic notifier' | 'watchdog' | 'shared memory' | 'stays after shutdown';

/** How QEMU is told to put it in. */
export function equipmentArguments(name: EquipmentName, { ramMib }: Pick<MachineSpec, 'ramMib'>): string[] {
  switch (name) {
    case 'panic notifier':
      // On PCI, since QEMU 6.0: one device for every architecture, and a guest can drive it from user space.
      return ['-device', 'pvpanic-pci'];
    case 'watchdog':
      return ['-device', 'i6300esb'];
    case 'shared memory':
      return [
        ...['-object', `memory-backend-memfd,id=ram,share=on,size=${ramMib}M`],
        ...['-machine', 'memory-backend=ram,aux-ram-share=on'],
      ];
    case 'stays after shutdown':
      // `-action shutdown=pause` since 6.0, under the name that every version has.
      return ['-no-shutdown'];
  }
}
