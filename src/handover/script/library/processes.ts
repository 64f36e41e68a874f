/** QEMU processes: their pipes and logs, whether they live, how they are ended. */
export const processes = String.raw`
# --- QEMU processes ---------------------------------------------------------------------------------------------------

# The number of the newest one, of the one that the VM is in, of those that must live, of one that obeys no command yet.
newest=0 vm= living= starting=
# Starts QEMU number $newest + 1. Its console and its monitor are named pipes, held open for reading and writing.
start() {
  newest=$((newest + 1))
  mkfifo "console$newest.in" "qmp$newest.in" || cannot "no named pipes in $PWD"
  : >"qmp$newest.out"
  machine -chardev stdio,id=console -serial chardev:console \
    -chardev "pipe,id=qmp,path=qmp$newest" -qmp chardev:qmp -pidfile "qemu$newest.pid" "$@" \
    0<>"console$newest.in" >"console$newest.log" 2>"stderr$newest.log" &
  eval "pid$newest=$!"
  living="$living $newest" starting=$newest
  within 120 grep -q '"QMP"' "qmp$newest.out" || late "QEMU's monitor does not greet"
  qmp "$newest" '{"execute": "qmp_capabilities"}'
  starting=
}
# QEMU has to live, and not to be reset unasked.
alive() {
  for each in $living; do
    eval "kill -0 \$pid$each" 2>/dev/null || died "$each"
  done
  watch_resets
}
died() {
  eval "wait \$pid$1"; status=$?
  living= signal=$(signal_of "$status")
  case $signal in
    INT | TERM | HUP) cannot "somebody ended QEMU by SIG$signal" ;;
    KILL) [ "$(oom_kills)" = "$ooms" ] || cannot "the kernel ran out of memory, and QEMU was killed" ;;
  esac
  # QEMU's own words when one of the three ended it in order.
  words=$(grep 'terminating on signal' "stderr$1.log") && cannot "somebody ended QEMU: $words"
  if [ "$1" = "$starting" ]; then
    # It says what it lacks, or the host does, and ends. A crash is another thing, but not one that was found elsewhere.
    [ -n "$signal" ] || cannot "QEMU does not start; it ended with status $status"
    [ "$step" -ge "$found" ] && is_found qemu-crash || cannot "QEMU does not start; it died of SIG$signal"
  fi
  [ -z "$signal" ] || showed "QEMU died of SIG$signal"
  showed "QEMU ended by itself with status $status"
}
# A wrapper script tells the signal that QEMU died of by 128 and its number, one in Python by 256 less the number.
signal_of() {
  if [ "$1" -gt 192 ]; then kill -l $((256 - $1)); elif [ "$1" -gt 128 ]; then kill -l $(($1 - 128)); fi
}
oom_kills() { sed -n 's/^oom_kill //p' /proc/vmstat 2>/dev/null; }
ooms=$(oom_kills)
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
  # The signal that ends this may come before the number of the process is noted.
  eval "started=\${pid$1:-${'${!:-}'}}"
  for ending in $(cat "qemu$1.pid" 2>/dev/null) $started; do kill -9 "$ending" 2>/dev/null; done
  wait $started 2>/dev/null
}
# Also when a signal ends this: no QEMU stays, and no folder.
clean_up() {
  trap - EXIT
  trap '' HUP INT QUIT PIPE TERM
  # A mistake of a shell ends with any status; git bisect must not take it for a verdict.
  [ -n "$verdict" ] || { verdict=125; echo "it could not be tried: step $step, $doing: this script itself failed"; }
  [ -n "$dir" ] || exit "$verdict"
  number=0
  while [ $number -lt $newest ]; do number=$((number + 1)); kill_qemu $number; done
  if [ -n "${'${LOGS:-}'}" ]; then mkdir -p "$LOGS" && cp "$dir"/*.log "$dir"/*.out "$LOGS"; fi
  cd /
  # Whatever else works in the folder: what a wrapper script or a migration has started.
  ls -l /proc/[0-9]*/cwd 2>/dev/null | while read -r line; do
    case $line in *" -> $dir") other=${'${line#*/proc/}'}; kill -9 "${'${other%%/*}'}" 2>/dev/null ;; esac
  done
  rm -rf "$dir"
  exit "$verdict"
}
`;
