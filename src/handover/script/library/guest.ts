/** The root shell on the guest's console, and all that the guest is asked after a step. */
export const guest = String.raw`
# --- The guest --------------------------------------------------------------------------------------------------------

ups=0 boot_id= seen=0 panics=0 question=0
count() { grep -c -- "$1" "console$vm.log"; }
# Seconds for whatever a healthy guest may be asked, for late facts to come true, and for a half of a migration. The first
# boot tells how quick the host is; until then a host may be as slow as it likes.
patience=600 settle=200 moving=600
first_boot() { boot_took=$(($(now) - began)); be_patient; }
be_patient() {
  patience=$((10 * boot_took))
  [ $patience -ge 30 ] || patience=30
  [ $patience -le 600 ] || patience=600
  settle=$((patience / 3)) moving=$patience
  [ $moving -ge 120 ] || moving=120
}
mark_console() { [ -z "$vm" ] || { ups=$(count '^reproduce: ready'); starts=$(count 'Linux version '); }; }
is_up() { complaints; [ "$(count '^reproduce: ready')" -gt "$ups" ]; }
has_started() { [ "$(count 'Linux version ')" -gt "$starts" ]; }
# The guest boots.
kernel_starts() { within "$patience" has_started || late "the guest's kernel does not start" cpu-dead; }
up() {
  within "$1" is_up || late "the guest does not come up" cpu-dead
  [ "$panics" = 0 ] || seen=$(wc -l <"console$vm.log")
  boot_id= panics=0 loads=
  mark_console
}
# What no healthy kernel says.
bad_words='Kernel panic|kernel BUG at|BUG: [^sw]|Oops|Internal error:|Unable to handle kernel|WARNING: CPU:|psci: failed to'
bad_words="$bad_words"'|CPU[0-9]+:? (failed|is stuck|may not have)|do_boot_cpu failed|segfault at|unhandled signal'
complaints() {
  grep -q -E "$bad_words" "console$vm.log" && [ "$panics" = 0 ] || return 0
  bad_line=$(tail -n "+$((seen + 1))" "console$vm.log" | tr -d '\r' | grep -E "$bad_words" | head -n 1)
  [ -z "$bad_line" ] || showed "the guest's kernel says: $(printf '%s\n' "$bad_line" | sed 's/^\[ *[0-9.]*\] //')"
}
# Types a line into the guest's console.
type_in() { printf '%s\n' "$1" 1<>"console$vm.in"; }
# tell_guest SECONDS LINE: has the guest's shell do it; what it says is in $said; false when it failed.
tell_guest() {
  question=$((question + 1))
  type_in "echo begin-$question; $2; echo end-$question-\$?"
  within "$1" has_answered || {
    complaints
    said=$(tr -d '\r' <"console$vm.log" | sed "1,/begin-$question\$/d")
    late "the guest does not answer: $2" cpu-dead guest-broken
  }
  said=$(tr -d '\r' <"console$vm.log" | sed "1,/begin-$question\$/d; /end-$question-[0-9]/,\$d")
  [ "$ended" = 0 ]
}
has_answered() {
  complaints
  [ "$(count '^reproduce: ready')" = "$ups" ] || showed "the guest booted once more"
  ended=$(sed -n "s/.*end-$question-\([0-9][0-9]*\).*/\1/p" "console$vm.log")
  [ -n "$ended" ]
}
# One that must succeed; one that must fail; one that the guest does not live to answer.
guest() { tell_guest "$patience" "$1" || { complaints; showed "the guest says no to $1: $said"; }; }
guest_no() { if tell_guest "$patience" "$1"; then showed "the guest does $1, which it must refuse"; fi; }
guest_last() { type_in "$1"; }
mask_of() { printf %x $((1 << $1)); }
pairs_of() { for cpu; do printf '%s:%s ' "$cpu" "$(mask_of "$cpu")"; done; }
all_cpus() { cpus=$(printf '%s\n' "$said" | grep '^[0-9]' | tr '\n' ' '); }
# The numbers that Linux gives vCPUs.
cpus_of() {
  cpus=$*
  [ "$plugs" = 0 ] || { guest "for vcpu in $*; do cpu_of \$vcpu; done"; all_cpus; }
}
# look VCPU...: these must be online, run a process that is pinned to them, be woken by their timer and by each other; memory
# that nobody writes must be as it was, the clock go on, and the guest be in the same boot.
look() {
  vcpus=$* looked=$(now) again=2
  while :; do
    cpus_of "$@"
    pairs=$(pairs_of $cpus)
    asked=$(now)
    wrong=
    look_once
    complaints
    [ -n "$wrong" ] || break
    [ "$(now)" -lt $((looked + settle)) ] || { again=$((again - 1)); [ $again -gt 0 ] || showed "$wrong"; }
    nap
  done
  [ -z "$loads" ] || look_at_loads
  mark_console
}
look_once() {
  question=$((question + 1))
  type_in "echo begin-$question; pin $pairs; look look-$question $pairs; compare_files; echo end-$question-\$?"
  if within "$patience" has_answered; then done_looking=yes; else done_looking=no; fi
  tr -d '\r' <"console$vm.log" | sed "1,/begin-$question\$/d; /end-$question-[0-9]/,\$d" >look.txt
  wrong=$(awk -v cpus="$cpus" -v sum="$known_sum" -v boot="$boot_id" "$judge" look.txt)
  if [ -n "$wrong" ]; then
    [ $done_looking = yes ] || late "$wrong" cpu-dead cpu-corruption guest-broken state-mismatch
    return
  fi
  boot_id=$(sed -n 's/^boot_id //p' look.txt)
  uptime=$(sed -n 's/^uptime \([0-9]*\).*/\1/p' look.txt)
  clock
  wake_them
}
# Interrupts by other CPUs: one that is awake needs none to be woken, so it is tried some times.
wake_them() {
  set -- $cpus
  [ $# -gt 1 ] || return 0
  for try in 1 2 3 4 5 6 7 8; do
    dull=$(awk -v cpus="$cpus" "$uninterrupted" look.txt)
    [ -n "$dull" ] || return 0
    wakes=
    for cpu in $dull; do for other in $cpus; do [ "$other" = "$cpu" ] || wakes="$wakes $other:$cpu"; done; done
    tell_guest "$patience" "wake wake-$question $wakes"
    printf '%s\n' "$said" | grep '^interrupts ' >>look.txt
  done
  wrong="CPU $dull takes no interrupts of the others"
}
# The guest's clock must go on as the host's, but for the time that the VM was paused.
clock() {
  if [ -n "${'${clock_boot:-}'}" ] && [ "$clock_boot" = "$boot_id" ]; then
    went=$((uptime - clock_uptime)) most=$(($(now) - clock_at)) least=$((asked - clock_answered))
    [ "$uptime" -ge "$clock_uptime" ] || showed "the guest's clock went back from $clock_uptime s to $uptime s"
    [ $went -le $((most + 4)) ] || showed "the guest's clock went $went s ahead in $most s"
    [ $((went + $(paused) - clock_paused)) -ge $((least - 8)) ] ||
      showed "the guest's clock went only $went s on in $least s"
  fi
  clock_boot=$boot_id clock_uptime=$uptime clock_at=$asked clock_answered=$(now) clock_paused=$(paused)
}
# Seconds from each STOP to the RESUME after it; one more for each, since they are cut off.
paused() {
  at='s/.*"seconds": \([0-9]*\), "microseconds".*"event": "'
  cat qmp*.out | sed -n -e "${'${at}'}STOP\".*/\1 STOP/p" -e "${'${at}'}RESUME\".*/\1 RESUME/p" | sort -s -n |
    awk '
      $2 == "STOP" && !since { since = $1 }
      $2 == "RESUME" && since { sum += $1 - since + 1; since = 0 }
      END { print sum + 0 }'
}
`;
