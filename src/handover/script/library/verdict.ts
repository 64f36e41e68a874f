/** What a run of the script comes to, and what it leaves for people to read. */
export const verdict = String.raw`
# --- What comes of it ---------------------------------------------------------------------------------------------------

step=0 doing=start
say() { echo "$*"; }
step() { step=$1 doing=$2; say "step $1: $2"; began=$(now); mark_console; }
evidence() {
  for file in stderr*.log; do [ -s "$file" ] && { say "--- $file"; tail -n 5 "$file"; }; done
  [ -n "$vm" ] && { say "--- the guest's console"; tail -n 15 "console$vm.log" | tr -d '\r'; }
  return 0
}
# The VM is wrong.
showed() {
  [ "$step" -gt 1 ] || [ "$found" -le 1 ] || cannot "$@"
  evidence
  say "the bug showed: step $step, $doing: $*"
  exit 1
}
# Nothing is known of the VM: this QEMU cannot do it, or something around it is missing.
cannot() {
  evidence
  say "it could not be tried: step $step, $doing: $*"
  exit 125
}
`;
