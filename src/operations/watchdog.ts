import { watchdog as model, type WatchdogParameters } from '../model/index.js';
import { openPciDevice } from './guest-scripts.js';
import { lastCommand } from './last-command.js';
import type { Operation } from './operation.js';
import { resetBegins } from './reset-begins.js';
import { stoppedByGuest } from './stopped-by-guest.js';

export const watchdog: Operation<WatchdogParameters> = {
  ...model,
  async perform(vm, { action }, { signal }) {
    const boot = vm.boots.announcements + 1;
    await vm.machine.qmp.execute('watchdog-set-action', { action }, { signal });
    if (action === 'pause') {
      await lastCommand(vm, script, () => stoppedByGuest(vm, 'the watchdog starved', signal), signal);
      return;
    }
    vm.boots.start();
    const begins = () =>
      resetBegins(vm, 'guest', 'the starved watchdog', { timeoutMs: vm.patienceMs, signal });
    await lastCommand(vm, script, begins, signal);
    await vm.waitUntilUp(boot, signal);
  },
};

/** Each of the two stages: in the unit of the slow clock, some 1 ms. */
const stage = 300;

/**
 * Not every kernel has a driver, so the device is driven by hand (QEMU, hw/watchdog/wdt_i6300esb.c): its clock and that it
 * resets without an interrupt before in configuration space, two stages of the timer behind a lock, then the start.
 */
const script = [
  openPciDevice('0x8086 0x25ab', 'a watchdog i6300esb'),
  `configure() { printf "$2" | dd of=config bs=1 seek=$1 conv=notrunc 2>/dev/null; }`,
  'unlock() { devmem $((base + 12)) 16 0x80; devmem $((base + 12)) 16 0x86; }',
  `configure 96 '\\x03\\x00'`,
  `unlock; devmem $base 32 ${stage}`,
  `unlock; devmem $((base + 4)) 32 ${stage}`,
  'unlock; devmem $((base + 12)) 16 0x100',
  `configure 104 '\\x02'`,
].join('\n');
