import { takeAway } from '../guardian-script.js';

/** Seconds after which the guardian looks whether it was told anything; it gives up at the second look in vain. */
const lookSeconds = 4;

/**
 * The guardian of a host that is reached over SSH: a shell on a channel of the connection. It makes a directory that all
 * the rest is in, and takes away everything that was started or made there when its stdin ends: the connection was closed or
 * reset, or vmwright ended. A connection of which nobody tells the end, since packets get lost, falls silent: vmwright sends
 * a line every second, and when none comes for two looks, that is an end too.
 *
 * Processes are told by a file each in `groups`, named by the process group's id, which the process itself makes before it
 * becomes the program. Whoever ends them renames that folder first: from then on no more can start.
 *
 * Arguments: a name for the directory, and `adopt` where it is there already, because an earlier guardian was killed.
 * Prints `NAME VALUE` lines and then `ready`, or why it is not.
 */
export const sshGuardianScript = `${takeAway}
trap '' HUP INT
umask 077
base=\${TMPDIR:-/tmp}
case $base in /*) ;; *) base=/tmp ;; esac
[ \${#base} -le 50 ] && [ -d "$base" ] && [ -w "$base" ] || base=/tmp
root=$base/$1
[ "$2" = adopt ] || mkdir -- "$root" "$root/groups" || exit 1
copies=\${XDG_CACHE_HOME:-\${HOME:-/nonexistent}/.cache}/vmwright/files
mkdir -p -- "$copies" 2>/dev/null && [ -w "$copies" ] || { copies=$root/copies; mkdir -p -- "$copies"; }

end_all() {
  mv -- "$root/groups" "$root/ended" || return
  for group in "$root"/ended/*; do kill_group "\${group##*/}"; done
  for directory in "$root"/*/; do end_directory "\${directory%/}"; done
  rm -f -- "$copies"/*."$1".part
  # What was killed may still have been writing.
  for try in 1 2 3 4 5; do rm -rf -- "$root" && break; sleep 1; done
}

watch() {
  silent=0 nap=
  trap '[ -z "$nap" ] || kill "$nap"; exit' TERM
  while :; do
    sleep ${lookSeconds} & nap=$!
    wait "$nap"
    # Whoever killed the guardian did not kill its watch, which goes on until another guardian has one.
    read -r guardian <"$root/guardian" && [ "$guardian" = "$$" ] || exit
    if [ -e "$root/beat" ]; then rm -f -- "$root/beat"; silent=0; continue; fi
    silent=$((silent + 1))
    [ "$silent" -ge 2 ] || continue
    end_all "$1"
    kill -s KILL "$$"
    exit
  done
}

echo "$$" >"$root/guardian"
exec 2>/dev/null
# Not behind the call: dash would keep the channel's stdout open for afterwards, and the channel with it.
(exec >/dev/null; watch "$1") &
watch=$!
trap '' HUP INT TERM

read -r stat </proc/$$/stat
set -- "$1" \${stat##*) }
[ "$4" = "$$" ] && echo 'leads yes'
command -v setsid >/dev/null && echo 'setsid yes'
setpriv --pdeathsig KILL -- true && echo 'pdeathsig yes'
echo "root $root"
echo "copies $copies"
echo ready
while read -r line; do echo >"$root/beat" || break; done
kill "$watch"
end_all "$1" >/dev/null
`;

/** The first word of a program that starts. */
export const started = 'vmwright-started';

/**
 * Becomes a program after it has made itself known to the guardian. Arguments: the guardian's directory, then the program
 * and its arguments. Prints {@link started}, its process id, and how many processes the kernel has killed so far for want of
 * memory, in a line: what stands before that, the user's own start-up files have printed.
 */
export const startScript = `
root=$1
shift
echo >"$root/groups/$$" || exit 1
kills=0
while read -r key value; do [ "$key" != oom_kill ] || kills=$value; done </proc/vmstat
echo "${started} $$ $kills"
exec "$@"
`;

/** Functions of the shell that the host is asked by. */
export const questions = `
export LC_ALL=C
living_member() {
  kill -s 0 -- "-$1" 2>/dev/null || return 1
  for stat in /proc/[0-9]*/stat; do
    { read -r line <"$stat"; } 2>/dev/null || continue
    set -- "$1" \${line##*) }
    [ "$4" != "$1" ] || case $2 in Z|X) ;; *) return 0 ;; esac
  done
  return 1
}
state_of() {
  { read -r line </proc/"$1"/stat; } 2>/dev/null || return 1
  line=\${line##*) }
  echo "\${line%% *}"
}
show() { while IFS= read -r line || [ -n "$line" ]; do printf '%s\\n' "$line"; done; }
${takeAway}`;
