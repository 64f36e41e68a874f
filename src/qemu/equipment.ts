/** What a machine gets on demand. */
export type EquipmentName = 'panic notifier' | 'watchdog' | 'stays after shutdown';

/** How QEMU is told to put it in. */
export function equipmentArguments(name: EquipmentName): string[] {
  switch (name) {
    case 'panic notifier':
      // On PCI, since QEMU 6.0: one device for every architecture, and a guest can drive it from user space.
      return ['-device', 'pvpanic-pci'];
    case 'watchdog':
      return ['-device', 'i6300esb'];
    case 'stays after shutdown':
      // `-action shutdown=pause` since 6.0, under the name that every version has.
      return ['-no-shutdown'];
  }
}
