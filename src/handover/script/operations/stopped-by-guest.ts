import type { Arch, FromVcpu, WatchdogParameters } from '../../../model/index.js';
import { shellQuote } from '../../../qemu/index.js';
import { guestLine, qmpLine, type ScriptForm } from '../form.js';
import { pinnedTo } from './resets.js';

export const poweroff: ScriptForm<FromVcpu> = ({ from }) => [last(pinnedTo(from, 'poweroff -f'))];

export const panic: ScriptForm<FromVcpu> = ({ from }) => [
  'panics=1',
  last(
    pinnedTo(
      from,
      'open_device 0x1b36 0x0011; echo -1 >/proc/sys/kernel/panic; devmem $base 8 1; echo c >/proc/sysrq-trigger',
    ),
  ),
];

export const watchdog: ScriptForm<WatchdogParameters> = ({ action }) => [
  qmpLine('watchdog-set-action', { action }),
  'mark_console',
  ...(action === 'reset' ? [`reset_by ${last('starve')}`, 'up $patience'] : [last('starve')]),
];

export const powerdown: ScriptForm<undefined> = (_, { before }) => [
  guestLine(`button=${buttons[before.shape.arch]}; watch_button; count_button >/run/button`),
  last('heed_button'),
  qmpLine('system_powerdown', undefined),
];

const buttons: Readonly<Record<Arch, string>> = { aarch64: 'gpio', x86_64: 'acpi' };

function last(command: string): string {
  return `guest_last ${shellQuote([command])}`;
}
