import { powerdown as model, type Arch } from '../model/index.js';
import { unlessThere } from './guest-scripts.js';
import { lastCommand, mustSucceed } from './last-command.js';
import type { Operation } from './operation.js';
import { stoppedByGuest } from './stopped-by-guest.js';

export const powerdown: Operation<undefined> = {
  ...model,
  async perform(vm, _, { signal, before }) {
    const wait = { timeoutMs: vm.patienceMs, signal };
    const button = buttons[before.shape.arch];
    const guest = await vm.guest(wait);
    const { code, stderr } = await guest.run(`${button}\ncount >/run/button`, wait);
    mustSucceed(code, stderr);
    const press = async () => {
      const stops = stoppedByGuest(vm, 'its power button was pressed', signal);
      await Promise.all([stops, vm.machine.qmp.execute('system_powerdown', undefined, { signal })]);
    };
    await lastCommand(vm, `${button}\n${heed}`, press, signal);
  },
};

/** What a daemon does in an ordinary guest. */
const heed = 'until [ "$(count)" != "$(cat /run/button)" ]; do usleep 20000; done; poweroff -f';

/** Has the kernel take notice of the button; `count` then says how often it was pressed. */
const buttons: Readonly<Record<Arch, string>> = {
  // Debian's kernel for clouds has no gpio-keys. QEMU's virt has the button on line 3 of its GPIO controller.
  aarch64: [
    'chip=; for at in /sys/class/gpio/gpiochip*; do case $(cat $at/label) in *pl061) chip=$at;; esac; done',
    unlessThere('[ -n "$chip" ]', 'a GPIO controller in /sys/class/gpio'),
    'line=$(($(cat $chip/base) + 3)); at=/sys/class/gpio/gpio$line',
    '[ -e $at ] || { echo $line >/sys/class/gpio/export; echo rising >$at/edge; }',
    `count() { awk '/gpiolib/ { for (i = 2; i <= NF; i++) n += $i } END { print n }' /proc/interrupts; }`,
  ].join('\n'),
  x86_64: [
    'file=/sys/firmware/acpi/interrupts/ff_pwr_btn',
    unlessThere('modprobe button', 'the kernel module button'),
    'count() { read -r presses rest <$file; echo $presses; }',
  ].join('\n'),
};
