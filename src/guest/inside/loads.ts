import { shellQuote } from '../../qemu/index.js';
import { knownSum, sumInAwk } from '../known-sum.js';
import { home } from './home.js';

/** How long the text is that a busy CPU works on: it stays in the heap, where no copy of it needs new pages. */
const textBytes = 32_768;
/** How often it is copied and searched in a round, and how often a sum goes round: most of the time is spent searching. */
const copies = 20;
const searches = 60;
const sumRounds = 400;

/**
 * Keeps a CPU's registers in use and looks at what comes out. The C library copies a text with the general registers (on Arm)
 * and searches it with the vector registers, which hold what is searched for all the while; a sum goes through the
 * floating-point registers. One that changes shows in a text that is not what it was, a character that is not found, a wrong
 * sum or a killed process.
 */
const busy = String.raw`
function tell(what) { print what; exit }
BEGIN {
  text = "vmwright "; while (length(text) < ${textBytes}) text = text text
  text = text "|"; end = length(text); copy = text
  while ((getline line <(name ".go")) >= 0) {
    close(name ".go")
    for (i = 0; i < ${copies}; i++) copy = substr(copy, 1)
    if (copy != text) tell("wrong: a text changed that was copied")
    for (i = 0; i < ${searches}; i++) if ((found = index(text, "|")) != end) tell("wrong: character " end " of a text was found at " found)
    ${sumInAwk(sumRounds)}
    said = sprintf("%.6f", sum)
    if (said != "${knownSum(sumRounds)}") tell("wrong: a sum is " said)
    getline stat <"/proc/self/stat"; close("/proc/self/stat"); split(stat, field)
    print ++rounds, field[39] >(name ".rounds"); close(name ".rounds")
  }
  print "right"
}`;

/** How many blocks of memory are written in turn, and of how many pages. */
export const memoryBlocks = 8;
const pagesPerBlock = 256;

/**
 * Writes memory all the time: pages of a file system in memory, each with a text of its own that also differs from round to
 * round, so that a page that was lost, put elsewhere or left as it was before is told from the right one. A block is compared
 * before it is written anew.
 */
const memory = String.raw`
function tell(what) { print what; exit }
function page(block, round, number) {
  return substr(sprintf("%d.%d.%d ", block, round, number) substr(text, 1 + (round * 131 + number * 17) % 4096), 1, 4095)
}
function store(block, round,    number) {
  for (number = 0; number < ${pagesPerBlock}; number++) print page(block, round, number) >(name ".block" block)
  close(name ".block" block)
}
function compare(block, round,    number, line) {
  for (number = 0; (getline line <(name ".block" block)) > 0; number++) {
    if (line != page(block, round, number)) tell("wrong: page " number " of block " block ", written in round " round)
  }
  close(name ".block" block)
  if (number != ${pagesPerBlock}) tell("wrong: block " block " has " number " pages of ${pagesPerBlock}")
}
BEGIN {
  for (i = 0; length(text) < 8192; i++) text = text (i * 7919 % 99991) "."
  for (block = 0; block < ${memoryBlocks}; block++) store(block, 0)
  for (round = 0; (getline line <(name ".go")) >= 0; round++) {
    close(name ".go")
    for (block = 0; block < ${memoryBlocks}; block++) {
      compare(block, round); store(block, round + 1)
      print ++rounds, "any" >(name ".rounds"); close(name ".rounds")
    }
  }
  print "right"
}`;

/**
 * A sleeper that is woken by its CPU's timer over and over, and looks at the guest's clock each time: `timers NAME
 * MILLISECONDS:LATE`, with the milliseconds of the guest's time that it may be late. /proc/uptime has hundredths of a second, cut off; 0.98 must not become 098, which is no octal number.
 */
export const timers = String.raw`
cd ${home}
name=$1 period=${'${2%:*}'} late=${'${2#*:}'}
[ -p $name.sleep ] || mkfifo $name.sleep
exec 3<>$name.sleep
now() { read -r uptime rest </proc/uptime; now=$((${'${uptime%.*}'} * 100 + 1${'${uptime#*.}'} - 100)); }
rounds=0
while [ -e $name.go ]; do
  now; before=$now
  read -r -t $(printf 0.%03d $period) nothing <&3
  now; took=$(((now - before) * 10))
  if [ $took -lt $((period - 10)) ]; then echo "wrong: a timer of $period ms fired after $took ms"; exit; fi
  if [ $took -gt $((period + late)) ]; then echo "wrong: a timer of $period ms fired after $took ms"; exit; fi
  read -r stat </proc/self/stat; set -- ${'${stat##*) }'}; rounds=$((rounds + 1))
  echo "$rounds ${'${37}'}" >$name.rounds
done
echo right
`;

/**
 * Runs one process of a load: `load NAME PROGRAM [ARGUMENT]`. Its files: `NAME.go` (it ends when that is gone), `NAME.rounds`
 * (how often it went round, and on which CPU it was then), `NAME.end` (its last word and its exit status), `NAME.pid`. It runs at
 * the lowest priority, so that the guest still answers.
 */
const load = String.raw`
cd ${home}
renice -n 19 -p $$ >/dev/null
case $2 in
  timers) sh timers $1 $3 & ;;
  *) awk -v name=$1 -f $2 & ;;
esac >$1.said 2>&1
echo $! >$1.pid
wait $!; code=$?
read -r said <$1.said
echo "${'${said:-it said nothing}'}, status $code" >$1.end
`;

/**
 * Functions for a shell that stays in the guest; they come after `station`. A part of a load is written
 * `NAME:MASK:PROGRAM:ARGUMENT`; its NAME is `KIND-CPU` or `KIND-CPU.MILLISECONDS`.
 *
 * - `watch ROUNDS PART…`: starts what does not run yet, waits until each has gone round so many times more on its CPU, and says
 *   `load NAME goes on`; or `load NAME ended SAID`
 * - `end_other KIND PART…`: ends all parts of a kind but these, and says `load NAME ended SAID` of each
 */
export const loadStation = String.raw`
if [ ! -e load ]; then
  mkfifo pauses
  printf %s ${shellQuote([busy])} >busy
  printf %s ${shellQuote([memory])} >memory
  printf %s ${shellQuote([timers])} >timers
  printf %s ${shellQuote([load])} >load
fi
exec 8<>pauses

pause() { read -r -t 0.01 nothing <&8; }
rounds_of() {
  count=0
  [ -e $1.rounds ] || return
  # Between the moments when it is emptied and written anew there is nothing in it.
  until read -r count at <$1.rounds || [ -e $1.end ]; do pause; done
  count=${'${count:-0}'}
}
say_end() {
  until read -r said <$1.end; do pause; done
  echo "load $1 ended $said"
}
launch() {
  rm -f $1.*
  : >$1.go
  case $2 in
    any) sh load $1 $3 $4 ;;
    *) taskset $2 sh load $1 $3 $4 ;;
  esac </dev/null >/dev/null 2>&1 5<&- 6<&- 7<&- 8<&- 9<&- &
}
# NAME, MASK; the rest: PROGRAM:ARGUMENT
split_part() {
  name=${'${1%%:*}'} rest=${'${1#*:}'}
  mask=${'${rest%%:*}'} rest=${'${rest#*:}'}
}
watch() {
  more=$1 todo=; shift
  for part; do
    split_part $part
    [ -e $name.go ] || launch $name $mask ${'${rest%%:*}'} ${'${rest#*:}'}
    rounds_of $name
    todo="$todo $name:$mask:$((count + more)):new"
  done
  while [ -n "$todo" ]; do
    left=
    for part in $todo; do
      split_part $part
      if [ -e $name.end ]; then say_end $name; continue; fi
      rounds_of $name
      cpu=${'${name#*-}'}; cpu=${'${cpu%.*}'}
      if [ $count -lt ${'${rest%%:*}'} ]; then left="$left $part"
      elif [ $mask = any ] || [ $at = $cpu ]; then echo "load $name goes on"
      elif [ ${'${rest#*:}'} = new ]; then
        # Its affinity was lost when its CPU went offline.
        read -r pid <$name.pid
        taskset -p $mask $pid >/dev/null
        left="$left $name:$mask:$((count + 2)):pinned"
      else echo "load $name is on CPU $at"
      fi
    done
    todo=$left
    [ -z "$todo" ] || pause
  done
}
end_other() {
  kind=$1 keep=" "; shift
  for part; do keep="$keep${'${part%%:*}'} "; done
  ending=
  for go in $kind-*.go; do
    name=${'${go%.go}'}
    case "$keep" in *" $name "*) continue ;; esac
    [ ! -e $go ] || ending="$ending $name"
  done
  for name in $ending; do rm $name.go; done
  while [ -n "$ending" ]; do
    left=
    for name in $ending; do
      if [ -e $name.end ]; then say_end $name; else left="$left $name"; fi
    done
    ending=$left
    [ -z "$ending" ] || pause
  done
}
`;
