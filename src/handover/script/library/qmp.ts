/** To talk with a QEMU over its two named pipes, and what must come of it. */
export const qmp = String.raw`
# --- QMP ----------------------------------------------------------------------------------------------------------------

id=0 answer=
# ask NUMBER COMMAND: the answer is in $answer; false when it is an error.
ask() {
  id=$((id + 1))
  printf '%s\n' "{\"id\": $id, ${'${2#?}'}" 1<>"qmp$1.in"
  within "$patience" answered "$1" || showed "QEMU does not answer $2"
  case $answer in *'"error": {'*) return 1 ;; esac
}
answered() { answer=$(grep "\"id\": ${'${id}'}[,}]" "qmp$1.out"); }
must_refuse=0
# One that must be accepted.
qmp() {
  if [ "$must_refuse" = 1 ]; then qmp_no "$@"; return; fi
  ask "$@" && return
  [ "$step" -lt "$found" ] || showed "QEMU refuses $2: $answer"
  cannot "QEMU refuses $2: $answer"
}
# One that must be refused.
qmp_no() { if ask "$@"; then showed "QEMU accepts $2, which it must refuse"; fi; }
value_of() { printf '%s\n' "$answer" | sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p"; }
# events NAME: how many of them any QEMU has told of.
events() { cat qmp*.out | grep -c "\"event\": \"$1\""; }
# Since the step began there must have been so many.
are_since() { [ $(($(events "$1") - events_before)) -eq "$2" ]; }
events_since() {
  within "$settle" are_since "$@" || showed "QEMU told of $1 $(($(events "$1") - events_before)) times, and must $2 times"
}
told() { [ "$(events "$1")" -ge "$2" ]; }
is_in() { ask "$vm" '{"execute": "query-status"}' && [ "$(value_of status)" = "$1" ]; }
# The VM's runstate must be, or become this.
runstate() { within "$settle" is_in "$1" || showed "QEMU says that the VM is $(value_of status), not $1"; }
`;
