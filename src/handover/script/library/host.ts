/** What the host's kernel says of a vCPU's thread. */
export const host = String.raw`# --- The host -----------------------------------------------------------------------------------------------------------

# Clock ticks that the thread of a vCPU has run for.
ticks_of() {
  for task in /proc/$(cat "qemu$vm.pid")/task/*; do
    case $(cat "$task/comm") in "CPU $1/"*) sed 's/.*) //' "$task/stat" | awk '{ print $12 + $13 }' ;; esac
  done
}
# idle_thread VCPU: of one that is off it must sleep.
idle_thread() {
  ticks=$(ticks_of "$1")
  sleep 3
  ticks=$(($(ticks_of "$1") - ticks))
  [ $ticks -lt 60 ] || showed "the thread of vCPU $1 runs for $ticks ticks in 3 s, though that is off"
}
`;
