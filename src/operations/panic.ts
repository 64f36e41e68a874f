import { panic as model, type FromVcpu } from '../model/index.js';
import { openPciDevice, pinnedTo } from './guest-scripts.js';
import { lastCommand } from './last-command.js';
import type { Operation } from './operation.js';
import { stoppedByGuest } from './stopped-by-guest.js';

export const panic: Operation<FromVcpu> = {
  ...model,
  async perform(vm, { from }, { signal }) {
    vm.kernelLog.expectPanic();
    const stops = () => stoppedByGuest(vm, 'the guest panicked', signal);
    await lastCommand(vm, pinnedTo(from, script), stops, signal);
  },
};

/**
 * Debian's kernels for clouds have no driver for the notifier on Arm, so it is told by hand (docs/specs/pvpanic.rst in QEMU: bit
 * 0 of its only register). QEMU stops the VM at that; let run again, the kernel panics and reboots.
 */
const script = [
  openPciDevice('0x1b36 0x0011', 'a panic notifier'),
  'echo -1 >/proc/sys/kernel/panic',
  'devmem $base 8 1',
  'echo c >/proc/sysrq-trigger',
].join('\n');
