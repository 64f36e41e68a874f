/** What a run of the script comes to, and what it leaves for people to read. */
export const verdict = String.raw`
# --- What comes of it -------------------------------------------------------------------------------------------------

step=0 doing=start verdict=
# What this script is for, from its own beginning.
usage() { sed -n -e '/^#!/d' -e '/^#/!q' -e 's/^# \{0,1\}//p' "$0"; }
# Nobody reads on where stdout is closed, whoever has SIGPIPE ignored.
say() { echo "$*" 2>/dev/null || end 141; }
step() { step=$1 doing=$2; say "step $1: $2"; began=$(now) may_reset=0; mark_console; }
evidence() {
  for file in stderr*.log; do [ -s "$file" ] && { say "--- $file"; tail -n 5 "$file"; }; done
  [ -n "$vm" ] && { say "--- the guest's console"; tail -n 15 "console$vm.log" | tr -d '\r'; }
  return 0
}
one_line() { printf %s "$*" | tr -s '\n ' '  '; }
end() { verdict=$1; exit "$1"; }
# The VM is wrong.
showed() {
  [ "$step" -gt 1 ] || [ "$found" -le 1 ] || cannot "$@"
  evidence
  say "the bug showed: step $step, $doing: $(one_line "$@")"
  end 1
}
# Nothing is known of the VM: this QEMU cannot do it, or something around it is missing.
cannot() {
  evidence
  say "it could not be tried: step $step, $doing: $(one_line "$@")"
  end 125
}
is_found() { for one_kind; do case " $kinds " in *" $one_kind "*) return 0 ;; esac; done; return 1; }
# late TEXT [KIND]...: the time is up. A slow host would explain that as well: it is the bug where what was found is a hang,
# or of one of these kinds, which are found by waiting, too.
late() {
  text=$1; shift
  if is_found guest-hang qemu-hang "$@"; then showed "$text"; fi
  cannot "$text; that may be the host's slowness, and what was found is no hang"
}
`;
