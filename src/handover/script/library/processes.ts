/** QEMU processes: their pipes and logs, whether they live, how they are ended. */
export const processes = String.raw`
# --- QEMU processes -----------------------------------------------------------------------------------------------------

# The number of the newest one, of the one that the VM is in, of those that must live.
newest=0 vm= living=
# Starts QEMU number $newest + 1. Its console and its monitor are named pipes that are held open for reading and writing.
start() {
  newest=$((newest + 1))
  mkfifo "console$newest.in" "qmp$newest.in" || cannot "no named pipes in $PWD"
  : >"qmp$newest.out"
  machine -chardev stdio,id=console -serial chardev:console \
    -chardev "pipe,id=qmp,path=qmp$newest" -qmp chardev:qmp -pidfile "qemu$newest.pid" "$@" \
    0<>"console$newest.in" >"console$newest.log" 2>"stderr$newest.log" &
  eval "pid$newest=$!"
  living="$living $newest"
  within 60 grep -q '"QMP"' "qmp$newest.out" || showed "QEMU's monitor does not greet"
  qmp "$newest" '{"execute": "qmp_capabilities"}'
}
alive() {
  for each in $living; do
    eval "kill -0 \$pid$each" 2>/dev/null || died "$each"
  done
}
died() {
  eval "wait \$pid$1"; status=$?
  living=
  if [ "$status" -gt 128 ]; then showed "QEMU died of SIG$(kill -l "$status")"; fi
  showed "QEMU ended by itself with status $status"
}
# No word from it is waited for any more.
forget() {
  stay=
  for other in $living; do [ "$other" = "$1" ] || stay="$stay $other"; done
  living=$stay
}
stop_qemu() {
  forget "$1"
  printf '{"execute": "quit"}\n' 1<>"qmp$1.in"
  eval "ending=\$pid$1"
  given_up=$(($(now) + 5))
  while kill -0 "$ending" 2>/dev/null && [ "$(now)" -lt "$given_up" ]; do nap; done
  kill_qemu "$1"
}
kill_qemu() {
  forget "$1"
  for ending in $(cat "qemu$1.pid" 2>/dev/null) $(eval "echo \$pid$1"); do kill -9 "$ending" 2>/dev/null; done
  eval "wait \$pid$1" 2>/dev/null
}
clean_up() {
  trap - EXIT
  number=0
  while [ $number -lt $newest ]; do number=$((number + 1)); kill_qemu $number; done
  cd /
  if [ -n "${'${LOGS:-}'}" ]; then mkdir -p "$LOGS" && cp "$dir"/*.log "$dir"/*.out "$LOGS"; fi
  rm -rf "$dir"
}
`;
