/** A migration's end, and its destination. */
export const migration = String.raw`
# --- Migration --------------------------------------------------------------------------------------------------------

is_migration() {
  ask "$1" '{"execute": "query-migrate"}'
  migration=$(value_of status)
  shift
  for wanted; do [ "$migration" != "$wanted" ] || return 0; done
  case $migration in completed | failed | cancelled) migration_ended ;; esac
  return 1
}
migration_ended() { showed "the migration is $migration: $(value_of error-desc)"; }
# migration NUMBER STATUS...: waits until this QEMU says one of these of it.
migration() {
  within "$moving" is_migration "$@" || late "the migration is still $migration" migration-failed migration-refused
}
# The source has written all of it.
whole() { within "$patience" test -e "$1" || late "the stream was never written to its end" migration-failed; }
port_of() { printf '%s\n' "$answer" | sed -n 's/.*"port": "\([0-9]*\)".*/\1/p'; }
# The destination of a migration; it has the vCPUs that were plugged in since, too.
destination() {
  first=$smp
  if [ "$plugs" = 1 ]; then
    slots
    awk '
      $3 == "" || $3 ~ /^\/machine\/peripheral\// { behind = 1 }
      !behind { first++ }
      behind && $3 != "" {
        id = $3; sub(/.*\//, "", id); if ($3 !~ /peripheral/) id = "from-start-" NR - 1
        print "-device\n" $1 ",id=" id "," $2
      }
      END { print first + 0 ",maxcpus=" NR >"smp.txt" }' slots.txt >devices.txt
    smp=$(cat smp.txt)
    set -- $(cat devices.txt) "$@"
  fi
  start -incoming defer "$@"
  smp=$first
}
# It must say why, and not crash.
gives_up() {
  eval "gives=\$pid$1"
  given_up=$(($(now) + moving))
  while kill -0 "$gives" 2>/dev/null; do
    alive
    if grep '"MIGRATION"' "qmp$1.out" | grep -q '"completed"'; then showed "the destination takes the VM in"; fi
    [ "$(now)" -lt "$given_up" ] ||
      late "the destination neither refuses the VM nor takes it in" not-refused migration-failed migration-refused
    nap
  done
  wait "$gives"; status=$?
  signal=$(signal_of "$status")
  [ -z "$signal" ] || showed "the destination died of SIG$signal"
  [ -s "stderr$1.log" ] || showed "the destination gave up without a word"
}
holds_nothing() {
  ask "$vm" '{"execute": "query-yank"}' || return 0
  case $answer in *'"migration"'*) return 1 ;; esac
}
# After a migration in vain the source is ready for another.
let_loose() { within "$patience" holds_nothing || late "the source never lets go of its connections" migration-failed; }
# The VM is in the newest QEMU.
arrive() {
  watch_resets
  leaving=$vm vm=$newest seen=0 resets_read=0 kernels_read=0
  mark_console
  stop_qemu "$leaving"
}
`;
