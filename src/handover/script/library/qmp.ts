/** To talk with a QEMU over its two named pipes, and what must come of it. */
export const qmp = String.raw`
# --- QMP --------------------------------------------------------------------------------------------------------------

id=0 answer=
# ask NUMBER COMMAND: the answer is in $answer; false when it is an error.
ask() {
  id=$((id + 1))
  printf '%s\n' "{\"id\": $id, ${'${2#?}'}" 1<>"qmp$1.in"
  within "$patience" answered "$1" || late "QEMU does not answer $2"
  case $answer in *'"error": {'*) return 1 ;; esac
}
answered() { answer=$(grep "\"id\": ${'${id}'}[,}]" "qmp$1.out"); }
must_refuse=0
# One that must be accepted.
qmp() {
  if [ "$must_refuse" = 1 ]; then qmp_no "$@"; return; fi
  ask "$@" || refused "QEMU refuses $2: $answer"
}
# One that must be refused, though this QEMU knows it.
qmp_no() {
  if ask "$@"; then showed "QEMU accepts $2, which it must refuse"; fi
  if is_unknown; then cannot "QEMU does not know $2: $answer"; fi
}
# refused TEXT: the refusal in $answer is the bug only at its step, and not where this QEMU lacks something, as an older one
# may: unless these are the words that were found.
refused() {
  [ "$step" -ge "$found" ] || cannot "$1"
  desc=$(value_of desc)
  case $complaint in *"${'${desc:-?}'}"*) showed "$1" ;; esac
  if is_unknown || is_unsupported; then cannot "$1"; fi
  showed "$1"
}
# Whether QEMU does not even know what it was asked for; the words are those of 5.2 to 11.1.
is_unknown() {
  case $answer in
    *'"class": "CommandNotFound"'* | *"Invalid parameter"* | *"Parameter '"*"' is unexpected"*) ;;
    *"' does not accept value '"* | *"Parameter '"*"' expects "* | *[Uu]"nknown "*) ;;
    *"Property '"*"not found"* | *"not a valid device"* | *"CPU model"* | *"CPU type"*) ;;
    *) return 1 ;;
  esac
}
# Or has no means for it, or the host has none.
is_unsupported() {
  case $answer in
    *"not supported"* | *"not support "* | *[Uu]"nsupported"* | *"not implemented"*) ;;
    *"not available"* | *"not enabled"*) ;;
    *) return 1 ;;
  esac
}
value_of() { printf '%s\n' "$answer" | sed -n "s/.*\"$1\": \"\([^\"]*\)\".*/\1/p"; }
# events NAME: how many of them any QEMU has told of; of resets those that are no firmware's.
events() { if [ "$1" = RESET ]; then echo "$resets"; else cat qmp*.out | grep -c "\"event\": \"$1\""; fi; }
# Since the step began there must have been so many.
are_since() { watch_resets; [ $(($(events "$1") - events_before)) -eq "$2" ]; }
events_since() {
  within "$settle" are_since "$@" ||
    showed "QEMU told of $1 $(($(events "$1") - events_before)) times, and must $2 times"
}
is_in() { ask "$vm" '{"execute": "query-status"}' && [ "$(value_of status)" = "$1" ]; }
# The VM's runstate must be, or become this.
runstate() {
  within "$settle" is_in "$1" && return
  found_in="QEMU says that the VM is $(value_of status), not $1"
  # Into these a VM only falls when something happened to it.
  case $answer in *'"internal-error"'* | *'"io-error"'* | *'"watchdog"'*) showed "$found_in" ;; esac
  late "$found_in" state-mismatch unexpected-stop unexpected-reset
}
`;
