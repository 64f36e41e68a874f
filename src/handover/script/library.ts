/**
 * The part of a `reproduce.sh` that is the same for every walk: functions for QEMU's monitor (named pipes), for the root shell on the
 * guest's console, and for the verdict. POSIX sh, with the tools that POSIX and busybox have; no variable of a function is
 * local there, so each has names of its own.
 */
export const library = String.raw`
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

# --- Waiting ------------------------------------------------------------------------------------------------------------

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

# --- Migration ----------------------------------------------------------------------------------------------------------

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
  within "$((patience * 4))" is_migration "$@" || showed "the migration is still $migration"
}
# The source has written all of it.
whole() { within "$patience" test -e "$1" || showed "the stream was never written to its end"; }
port_of() { printf '%s\n' "$answer" | sed -n 's/.*"port": "\([0-9]*\)".*/\1/p'; }
# The destination of a migration; it has the vCPUs that were plugged in since, too.
destination() {
  first=$smp
  if [ "$plugs" = 1 ]; then
    slots
    awk '
      $3 == "" || $3 ~ /^\/machine\/peripheral\// { behind = 1 }
      !behind { first++ }
      behind && $3 != "" { id = $3; sub(/.*\//, "", id); if ($3 !~ /peripheral/) id = "from-start-" NR - 1; print "-device\n" $1 ",id=" id "," $2 }
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
  given_up=$(($(now) + patience))
  while kill -0 "$gives" 2>/dev/null; do
    alive
    if grep '"MIGRATION"' "qmp$1.out" | grep -q '"completed"'; then showed "the destination takes the VM in"; fi
    [ "$(now)" -lt "$given_up" ] || showed "the destination neither refuses the VM nor takes it in"
    nap
  done
  wait "$gives"; status=$?
  [ "$status" -le 128 ] || showed "the destination died of SIG$(kill -l "$status")"
  [ -s "stderr$1.log" ] || showed "the destination gave up without a word"
}
holds_nothing() {
  ask "$vm" '{"execute": "query-yank"}' || return 0
  case $answer in *'"migration"'*) return 1 ;; esac
}
# After a migration in vain the source is ready for another.
let_loose() { within "$patience" holds_nothing || showed "the source never lets go of its connections"; }
# The VM is in the newest QEMU.
arrive() { leaving=$vm vm=$newest seen=0; mark_console; stop_qemu "$leaving"; }

# --- The guest ----------------------------------------------------------------------------------------------------------

ups=0 boot_id= seen=0 panics=0 question=0
count() { grep -c -- "$1" "console$vm.log"; }
be_patient() { patience=$((10 * ($(now) - began))); [ $patience -ge 30 ] || patience=30; [ $patience -le 120 ] || patience=120; settle=$((patience / 3)); }
patience_for() { [ "$patience" -ge "$1" ] || patience=$1; }
mark_console() { [ -z "$vm" ] || { ups=$(count '^reproduce: ready'); starts=$(count 'Linux version '); }; }
is_up() { complaints; [ "$(count '^reproduce: ready')" -gt "$ups" ]; }
has_started() { [ "$(count 'Linux version ')" -gt "$starts" ]; }
# The guest boots.
kernel_starts() { within "$patience" has_started || showed "the guest's kernel does not start"; }
up() {
  within "$1" is_up || showed "the guest does not come up"
  [ "$panics" = 0 ] || seen=$(wc -l <"console$vm.log")
  boot_id= panics=0 loads=
  mark_console
}
is_reset() { told RESET "$resets" || has_started; }
# reset_by COMMAND...: does it; there must be a reset.
reset_by() {
  resets=$(($(events RESET) + 1))
  "$@"
  within "$patience" is_reset || showed "there was no reset"
}
# What no healthy kernel says.
bad_words='Kernel panic|kernel BUG at|BUG: [^sw]|Oops|Internal error:|Unable to handle kernel|WARNING: CPU:|psci: failed to|CPU[0-9]+:? (failed|is stuck|may not have)|do_boot_cpu failed|segfault at|unhandled signal'
complaints() {
  grep -q -E "$bad_words" "console$vm.log" && [ "$panics" = 0 ] || return 0
  complaint=$(tail -n "+$((seen + 1))" "console$vm.log" | tr -d '\r' | grep -E "$bad_words" | head -n 1 | sed 's/^\[ *[0-9.]*\] //')
  [ -z "$complaint" ] || showed "the guest's kernel says: $complaint"
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
    showed "the guest does not answer: $2"
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
# The numbers that Linux gives vCPUs.
cpus_of() {
  cpus=$*
  [ "$plugs" = 0 ] || { guest "for vcpu in $*; do cpu_of \$vcpu; done"; cpus=$(printf '%s\n' "$said" | grep '^[0-9]' | tr '\n' ' '); }
}
# look VCPU...: these must be online, run a process that is pinned to them, be woken by their timer and by each other; memory that
# nobody writes must be as it was, the clock go on, and the guest be in the same boot.
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
  type_in "echo begin-$((question + 1)); pin $pairs; look look-$((question + 1)) $pairs; compare_files; echo end-$((question + 1))-\$?"
  question=$((question + 1))
  if within "$patience" has_answered; then done_looking=yes; else done_looking=no; fi
  tr -d '\r' <"console$vm.log" | sed "1,/begin-$question\$/d; /end-$question-[0-9]/,\$d" >look.txt
  wrong=$(awk -v cpus="$cpus" -v sum="$known_sum" -v boot="$boot_id" "$judge" look.txt)
  case $wrong in '') ;; *) [ $done_looking = yes ] || showed "$wrong"; return ;; esac
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
    [ "$uptime" -ge "$clock_uptime" ] || showed "the guest's clock went back from $clock_uptime s to $uptime s"
    [ $((uptime - clock_uptime)) -le $(($(now) - clock_at + 4)) ] || showed "the guest's clock went $((uptime - clock_uptime)) s ahead in $(($(now) - clock_at)) s"
    [ $((uptime - clock_uptime + $(paused) - clock_paused)) -ge $((asked - clock_answered - 8)) ] || showed "the guest's clock went only $((uptime - clock_uptime)) s on in $((asked - clock_answered)) s"
  fi
  clock_boot=$boot_id clock_uptime=$uptime clock_at=$asked clock_answered=$(now) clock_paused=$(paused)
}
# Seconds from each STOP to the RESUME after it; one more for each, since they are cut off.
paused() {
  at='s/.*"seconds": \([0-9]*\), "microseconds".*"event": "'
  cat qmp*.out | sed -n -e "${'${at}'}STOP\".*/\1 STOP/p" -e "${'${at}'}RESUME\".*/\1 RESUME/p" | sort -s -n |
    awk '$2 == "STOP" && !since { since = $1 } $2 == "RESUME" && since { sum += $1 - since + 1; since = 0 } END { print sum + 0 }'
}
# --- The host -----------------------------------------------------------------------------------------------------------

# Clock ticks that the thread of a vCPU has run for.
ticks_of() {
  for task in /proc/$(cat "qemu$vm.pid")/task/*; do
    case $(cat "$task/comm") in "CPU $1/"*) sed 's/.*) //' "$task/stat" | awk '{ print $12 + $13 }' ;; esac
  done
}
# idle_thread VCPU: of one that is off it must sleep.
idle_thread() {
  ticks=$(ticks_of "$1")
  sleep 3
  ticks=$(($(ticks_of "$1") - ticks))
  [ $ticks -lt 60 ] || showed "the thread of vCPU $1 runs for $ticks ticks in 3 s, though that is off"
}

# --- A guest at work ----------------------------------------------------------------------------------------------------

loads=
parts_of() {
  kind=$1; shift
  case $kind in
    memory) printf 'memory-0:any:memory: ' ;;
    timers) for cpu; do for ms in 50 170 600; do printf 'timers-%s.%s:%s:timers:%s ' "$cpu" $ms "$(mask_of "$cpu")" $ms; done; done ;;
    *) for cpu; do printf '%s-%s:%s:busy: ' "$kind" "$cpu" "$(mask_of "$cpu")"; done ;;
  esac
}
# put_to_work KIND VCPU...: it must go on at least once; one that has ended must have come out right.
put_to_work() {
  work=$1; shift
  cpus_of "$@"
  parts=$(parts_of "$work" $cpus)
  guest "end_other $work $parts; watch 1 $parts; :"
  came_out_right
  for part in $parts; do
    case $said in *"load ${'${part%%:*}'} goes on"*) ;; *) showed "what the guest is at work with does not go on: ${'${part%%:*}'}" ;; esac
  done
}
end_work() { guest "end_other $1; :"; came_out_right; }
came_out_right() {
  bad=$(printf '%s\n' "$said" | grep '^load .* ended ' | grep -v 'ended right, status 0$' | head -n 1)
  [ -z "$bad" ] || showed "what the guest was at work with came out wrong: $bad"
}
look_at_loads() { for load in $loads; do put_to_work "$load" $vcpus; done; }

# --- Hotplug ------------------------------------------------------------------------------------------------------------

plugs=0
# In slots.txt a line for each slot of the machine, in the order of the vCPUs: DRIVER PLACE, and the path of the vCPU that is in it.
slots() {
  ask "$vm" '{"execute": "query-hotpluggable-cpus"}' || return
  printf '%s\n' "$answer" | awk '
    function number(text, name) { return match(text, "\"" name "\": [0-9]+") ? substr(text, RSTART + length(name) + 4, RLENGTH - length(name) - 4) : "" }
    function text_of(text, name) { return match(text, "\"" name "\": \"[^\"]*") ? substr(text, RSTART + length(name) + 5, RLENGTH - length(name) - 5) : "" }
    {
      count = split($0, slot, /\}, *\{/)
      levels = split("node-id socket-id die-id cluster-id module-id core-id thread-id", level, " ")
      for (i = 1; i <= count; i++) {
        place = key = ""
        for (j = 1; j <= levels; j++) {
          at = number(slot[i], level[j])
          key = key sprintf("%05d", at)
          if (at != "") place = place "," level[j] "=" at
        }
        print key, text_of(slot[i], "type"), substr(place, 2), text_of(slot[i], "qom-path")
      }
    }' | sort | cut -d " " -f 2- >slots.txt
}
slot_of() { slots; slot=$(sed -n "$(($1 + 1))p" slots.txt); }
# plug VCPU ID
plug() {
  plugs=1
  slot_of "$1"
  set -- "$2" $slot
  qmp "$vm" "{\"execute\": \"device_add\", \"arguments\": {\"driver\": \"$2\", \"id\": \"$1\", \"$(printf %s "$3" | sed 's/=/": /g; s/,/, "/g')}}"
}
is_free() {
  slot_of "$1"
  [ -z "${'${slot##* }'}" ]
}
# unplug VCPU: asks the guest to let it go.
unplug() {
  plugs=1
  slot_of "$1"
  set -- $slot
  case ${'${3:-}'} in /machine/peripheral/*) path=${'${3##*/}'} ;; *) path=${'${3:-vcpu}'} ;; esac
  qmp "$vm" "{\"execute\": \"device_del\", \"arguments\": {\"id\": \"$path\"}}"
}
let_go() { within "$patience" is_free "$1" || showed "the guest does not let vCPU $1 go"; }

# --- Jobs ---------------------------------------------------------------------------------------------------------------

is_concluded() {
  ask "$vm" '{"execute": "query-jobs"}'
  case $answer in *'"concluded"'*) ;; *) return 1 ;; esac
}
# run_job NAME COMMAND: false when it failed.
run_job() {
  ask "$vm" "$2" || return
  within "$patience" is_concluded || showed "the job $1 does not end"
  said=$(value_of error)
  qmp "$vm" "{\"execute\": \"job-dismiss\", \"arguments\": {\"id\": \"$1\"}}"
  [ -z "$said" ]
}
# A QEMU may say that what a migration has left switched on does not go together with snapshots: then it is switched off.
job() {
  again=
  run_job "$@" && return
  case $said in
    'Snapshots are not compatible with '*)
      again=yes
      qmp "$vm" "{\"execute\": \"migrate-set-capabilities\", \"arguments\": {\"capabilities\": [{\"capability\": \"${'${said##* }'}\", \"state\": false}]}}"
      run_job "$@" && return ;;
  esac
  [ "$step" -lt "$found" ] && cannot "QEMU: $said $answer"
  showed "QEMU could not: $said $answer"
}
job_no() { if run_job "$@"; then showed "QEMU did $2, which it must refuse"; fi; }
# The disk that snapshots are kept in; no device of the guest has it.
snapshot_disk() {
  ask "$vm" '{"execute": "query-named-block-nodes"}'
  case $answer in *'"snapshots"'*) return ;; esac
  new=; [ -e snapshots.qcow2 ] || { new=yes; : >snapshots.qcow2; }
  qmp "$vm" '{"execute": "blockdev-add", "arguments": {"driver": "file", "node-name": "snapshots-file", "filename": "snapshots.qcow2"}}'
  [ -z "$new" ] || job format '{"execute": "blockdev-create", "arguments": {"job-id": "format", "options": {"driver": "qcow2", "file": "snapshots-file", "size": 1048576}}}'
  qmp "$vm" '{"execute": "blockdev-add", "arguments": {"driver": "qcow2", "node-name": "snapshots", "file": "snapshots-file"}}'
}

# --- What is wrong with a look, in words --------------------------------------------------------------------------------

judge='
function fail(text) { if (!wrong) wrong = text }
function expand(list,    n, part, i, ends, k, all) {
  n = split(list, part, ",")
  for (i = 1; i <= n; i++) {
    k = split(part[i], ends, "-")
    for (from = ends[1] + 0; from <= ends[k] + 0; from++) all = all (all == "" ? "" : " ") from
  }
  return all
}
BEGIN { count = split(cpus, list, " "); for (i = 1; i <= count; i++) wanted = wanted (i == 1 ? "" : " ") list[i] }
{ said[$0] = 1 }
$1 == "online" { online = expand($2) }
$1 == "boot_id" && boot != "" && $2 != boot { fail("the guest booted once more") }
$1 == "tainted" && $2 != 0 { fail("the guest'\''s kernel is tainted: " $2) }
$1 == "file" && $0 !~ /: OK$/ { fail("memory that nobody writes changed: " $2) }
END {
  if (online == "") fail("the guest does not answer")
  n = split(wanted, one, " "); m = split(online, other, " ")
  for (i = 1; i <= n; i++) if (index(" " online " ", " " one[i] " ") == 0) fail("CPU " one[i] " is not online; online are: " online)
  if (m != n) fail("the CPUs that are online are " online ", and must be " wanted)
  for (i = 1; i <= count; i++) {
    cpu = list[i]
    if (!(("cpu " cpu " runs " cpu) in said)) fail("CPU " cpu " does not run a process that is pinned to it")
    else if (!(("cpu " cpu " computes " sum) in said)) fail("CPU " cpu " does not compute right")
    else if (!(("cpu " cpu " timer " cpu) in said)) fail("CPU " cpu " does not wake a sleeper by its timer")
  }
  if (wrong) print wrong
}'
uninterrupted='
/^interrupts / { n++; for (i = 2; i <= NF; i++) { split($i, part, ":"); if (n == 1) first[part[1]] = part[3]; last[part[1]] = part[3] } }
END { if (n > 1) { count = split(cpus, list, " "); for (i = 1; i <= count; i++) if (last[list[i]] + 0 <= first[list[i]] + 0) { print list[i]; exit } } }'
`;
