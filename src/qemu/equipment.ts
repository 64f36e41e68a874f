/** What a machine gets on demand. */
export type EquipmentName = 'panic notifier' | 'watchdog' | 'shared memory' | 'stays after shutdown';

/** How QEMU is told to put it in. */
export function equipmentArguments(name: EquipmentName, ramMib: number): string[] {
  switch (name) {
    case 'panic notifier':
      // On PCI, since QEMU 6.0: one device for every architecture, and a guest can drive it from user space.
      return ['-device', 'pvpanic-pci'];
    case 'watchdog':
      return ['-device', 'i6300esb'];
    case 'shared memory':
      return [
        ...['-object', `memory-backend-memfd,id=ram,size=${ramMib}M,share=on`],
        // The memory of devices too; since 10.0.
        ...['-machine', 'memory-backend=ram,aux-ram-share=on'],
      ];
    case 'stays after shutdown':
      // `-action shutdown=pause` since 6.0, under the name that every version has.
      return ['-no-shutdown'];
  }
}
