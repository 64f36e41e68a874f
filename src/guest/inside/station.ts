import { shellQuote } from '../../qemu/index.js';
import { home } from './home.js';
import { interruptCounter } from './interrupts.js';
import { kernelLogFilter } from './kernel-log.js';
import { worker } from './worker.js';

/**
 * Functions for a shell that stays in the guest. What answers a question begins with the question's token inside: an earlier
 * one may have been given up. Under emulation every program that is started costs some 10 ms, and every line that a shell reads
 * a system call for each character: hence processes that stay, and short lines.
 *
 * - `look TOKEN CPU:MASK…`: what the kernel says, and what each CPU does
 * - `pin CPU:MASK…`: puts workers back whose affinity was lost when their CPU went offline
 * - `wake TOKEN BY:CPU…`: has one CPU wake another
 * - `compare_files`: whether the files that nobody writes, and that lie in memory, are as they were when the first shell came
 */
export const station = String.raw`
[ -d ${home} ] || mkdir -p ${home}
cd ${home}
me=answers.$$
if [ -p counts ]; then
  [ -p $me ] || mkfifo $me
else
  mkfifo $me count counts complaints
  printf %s ${shellQuote([worker])} >worker
  md5sum /init /bin/busybox /sbin/dropbear /usr/sbin/dropbear /lib/*.so* 2>/dev/null >files &
  summing=$!
  awk ${shellQuote([interruptCounter])} 0<>count 1<>counts 2>/dev/null &
  { cat /dev/kmsg 2>/dev/null | awk ${shellQuote([kernelLogFilter])} 1<>complaints 2>/dev/null; } </dev/null >/dev/null &
fi
exec 5<>complaints 6<>count 7<>counts 9<>$me

value_of() { read -r value <$1; echo "${'${1##*/}'} $value"; }
await() {
  left=$2
  while [ $left -gt 0 ]; do
    read -r first rest <&9
    [ "$first" = $1 ] || continue
    echo "$rest"
    left=$((left - 1))
  done
}
# It can be on a CPU that is dead: the others are looked at without it.
count_interrupts() {
  echo $1 >&6
  while read -r -t 5 first rest <&7; do
    if [ "$first" = $1 ]; then echo "$rest"; return; fi
  done
  echo interrupts
}
is_online() {
  [ -d /sys/devices/system/cpu/cpu$1 ] || return 1
  # The boot CPU of an x86 has no such file.
  [ -e /sys/devices/system/cpu/cpu$1/online ] || return 0
  read -r value </sys/devices/system/cpu/cpu$1/online
  [ "$value" = 1 ]
}
look() {
  token=$1; shift
  read -r value rest </proc/uptime; echo "uptime $value"
  for mask in online offline present possible; do value_of /sys/devices/system/cpu/$mask; done
  value_of /proc/sys/kernel/random/boot_id
  # The kernel gives such a number only to who reads it at once, and a shell reads letter by letter.
  read -r value </proc/sys/kernel/tainted
  [ "$value" = 0 ] || value=$(cat /proc/sys/kernel/tainted)
  echo "tainted $value"
  while read -t 0 <&5 && read -r value <&5; do echo "log $value"; done
  count_interrupts $token
  echo "state complete"
  fresh= pipes= asked=0
  for cpu; do
    n=${'${cpu%:*}'}
    if ! is_online $n; then echo "cpu $n offline"; continue; fi
    asked=$((asked + 3))
    if [ -p $n.asks ]; then echo "work $token $me" 1<>$n.asks
    else fresh="$fresh $cpu" pipes="$pipes $n.asks $n.terms $n.sums"
    fi
  done
  [ -z "$fresh" ] || mkfifo $pipes
  for cpu in $fresh; do
    taskset ${'${cpu#*:}'} sh worker ${'${cpu%:*}'} $token $me </dev/null >/dev/null 2>&1 5<&- 6<&- 7<&- 9<&- &
  done
  await $token $asked
  count_interrupts $token
  # What is done next must find them as they are now.
  [ -z "$summing" ] || wait $summing
  summing=
}
pin() {
  for cpu; do
    if read -r shell sums 2>/dev/null <${'${cpu%:*}'}.pids; then
      taskset -p ${'${cpu#*:}'} $shell >/dev/null
      taskset -p ${'${cpu#*:}'} $sums >/dev/null
    fi
  done
}
compare_files() {
  md5sum -c files 2>/dev/null >compared
  while read -r value; do echo "file $value"; done <compared
  echo "files compared"
}
wake() {
  token=$1; shift
  for pair; do echo "wake $token $me ${'${pair#*:}'}" 1<>${'${pair%:*}'}.asks; done
  await $token $#
  count_interrupts $token
}
`;
