/** How often the machine was reset, and whether somebody asked for it. */
export const resets = String.raw`
# --- Resets -----------------------------------------------------------------------------------------------------------

# Started again by a reset, SeaBIOS resets the machine itself, once or a few times more, before it starts the kernel, and
# QEMU tells of each. Before the kernel's banner a reset by the guest is such a one; these are not counted. Only during a
# step that resets the machine may it be reset.
resets=0 may_reset=0 resets_read=0 kernels_read=0 kernel_due=1 kernels_untold=0
watch_resets() {
  [ -n "$vm" ] || return 0
  grep '"event": "RESET"' "qmp$vm.out" | tail -n "+$((resets_read + 1))" >resets.txt
  kernels=$(count 'Linux version ')
  while read -r reset; do
    resets_read=$((resets_read + 1))
    case $firmware-$kernel_due-$reset in SeaBIOS-1-*'"guest-reset"'*) continue ;; esac
    resets=$((resets + 1))
    # The console may be quicker than the event.
    if [ $kernels_untold -gt 0 ]; then kernels_untold=$((kernels_untold - 1)); else kernel_due=1; fi
    [ $may_reset = 1 ] || { complaints; showed "the machine was reset though nothing asked for it: $reset"; }
  done <resets.txt
  [ "$kernels" -gt $kernels_read ] || return 0
  kernels_untold=$((kernels_untold + kernels - kernels_read - kernel_due))
  kernel_due=0 kernels_read=$kernels
}
is_reset() { watch_resets; [ $resets -ge $awaited ] || has_started; }
# reset_by COMMAND...: does it; there must be a reset.
reset_by() {
  watch_resets
  awaited=$((resets + 1))
  "$@"
  within "$patience" is_reset || late "there was no reset" unexpected-reset
}
`;
