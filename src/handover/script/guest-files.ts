import { loadStation } from '../../guest/inside/loads.js';
import { station } from '../../guest/inside/station.js';

/** Where they are in the guest. */
export const guestFolder = '/reproduce';
const folder = guestFolder;

/** busybox's init has a shell read the serial console. */
const inittab = `# busybox's init waits for orphans and handles poweroff and reboot; ${folder}/console is the shell that reproduce.sh types to.
::ctrlaltdel:/bin/reboot
::respawn:${folder}/console
`;

/**
 * Does what is typed into the serial console, a line at a time. There is no prompt and no echo, so that what a command says can
 * be told apart.
 */
const shell = `#!/bin/sh
stty -echo
. ${folder}/devices.sh
. ${folder}/station.sh
. ${folder}/loads.sh
. ${folder}/toggle.sh
echo 'reproduce: ready'
while read -r line; do eval "$line"; done
`;

/** What some operations do to a machine's devices by hand: Debian's kernels for clouds have no drivers for them. */
const devices = String.raw`
# The number that Linux gives a vCPU, by its name in the firmware's tables; its own where there are none.
cpu_of() {
  for cpu in /sys/devices/system/cpu/cpu[0-9]*; do
    read -r path 2>/dev/null <$cpu/firmware_node/path || continue
    case $path in *.C$(printf %03X $1)) echo ${'${cpu##*cpu}'}; return ;; esac
  done
  echo $1
}
# $base is where the registers of this PCI device are.
open_device() {
  for at in /sys/bus/pci/devices/*; do
    read -r vendor <$at/vendor; read -r id <$at/device
    [ "$vendor $id" = "$1 $2" ] && device=$at
  done
  cd $device; echo 1 >enable; read -r base rest <resource
}
# Starts a watchdog i6300esb that nobody feeds (QEMU, hw/watchdog/wdt_i6300esb.c).
configure() { printf "$2" | dd of=config bs=1 seek=$1 conv=notrunc 2>/dev/null; }
unlock() { devmem $((base + 12)) 16 0x80; devmem $((base + 12)) 16 0x86; }
starve() {
  open_device 0x8086 0x25ab
  configure 96 '\x03\x00'
  unlock; devmem $base 32 300
  unlock; devmem $((base + 4)) 32 300
  unlock; devmem $((base + 12)) 16 0x100
  configure 104 '\x02'
}
# Has the kernel take notice of the power button: $button is gpio or acpi.
watch_button() {
  if [ $button = acpi ]; then modprobe button; return; fi
  for at in /sys/class/gpio/gpiochip*; do case $(cat $at/label) in *pl061) chip=$at ;; esac; done
  line=$(($(cat $chip/base) + 3)); at=/sys/class/gpio/gpio$line
  [ -e $at ] || { echo $line >/sys/class/gpio/export; echo rising >$at/edge; }
}
count_button() {
  if [ $button = acpi ]; then read -r presses rest </sys/firmware/acpi/interrupts/ff_pwr_btn; echo $presses
  else awk '/gpiolib/ { for (i = 2; i <= NF; i++) n += $i } END { print n }' /proc/interrupts
  fi
}
heed_button() { until [ "$(count_button)" != "$(cat /run/button)" ]; do usleep 20000; done; poweroff -f; }
`;

/**
 * Takes CPUs offline and back: `switches TIMES CPU…`. Several at once find a CPU where they want it already: to the kernel that is no
 * mistake.
 */
const switches = String.raw`
times=$1 bad= round=0
shift
put() { echo $2 >/sys/devices/system/cpu/cpu$1/online || bad=$1; }
while [ $round -lt $times ]; do
  for cpu; do put $cpu 0; put $cpu 1; done
  round=$((round + 1))
done
[ -z "$bad" ]
`;

/**
 * `toggle TIMES STARTS CPU…`: by a process begun on each CPU of STARTS, all at once, or where there is none by one process. The shell
 * has other children, which never end: it waits for these alone.
 */
const toggle = String.raw`
toggle() {
  times=$1 starts=$2 pids=
  shift 2
  if [ -z "$starts" ]; then sh ${folder}/switches $times $*; return; fi
  for start in $starts; do
    taskset $(printf %x $((1 << start))) sh ${folder}/switches $times $* &
    pids="$pids $!"
  done
  wait $pids
  # The last word of one process may have come before another one's.
  bad=
  for cpu; do echo 1 >/sys/devices/system/cpu/cpu$cpu/online || bad=$cpu; done
  [ -z "$bad" ]
}
`;

/** By their path in the guest. */
export const guestFiles: Readonly<Record<string, { readonly text: string; readonly mode: number }>> = {
  '/etc/inittab': { text: inittab, mode: 0o644 },
  [`${folder}/console`]: { text: shell, mode: 0o755 },
  [`${folder}/devices.sh`]: { text: devices.trimStart(), mode: 0o644 },
  [`${folder}/station.sh`]: { text: station.trimStart(), mode: 0o644 },
  [`${folder}/switches`]: { text: switches.trimStart(), mode: 0o644 },
  [`${folder}/toggle.sh`]: { text: toggle.trimStart(), mode: 0o644 },
  [`${folder}/loads.sh`]: { text: loadStation.trimStart(), mode: 0o644 },
};
