/** To wait until something comes true; QEMU has to live meanwhile. */
export const waiting = String.raw`
# --- Waiting ----------------------------------------------------------------------------------------------------------

now() { date +%s; }
nap() { sleep 0.1 2>/dev/null || sleep 1; }
# within SECONDS COMMAND...: whether it comes true. Meanwhile QEMU has to live.
depth=0
within() {
  depth=$((depth + 1))
  eval "deadline$depth=$(($(now) + $1))"; shift
  until "$@"; do
    alive
    if eval "[ $(now) -ge \$deadline$depth ]"; then depth=$((depth - 1)); return 1; fi
    nap
  done
  depth=$((depth - 1))
}
`;
