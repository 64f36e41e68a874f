/** The environment variable that names what is guarded from the start, a line for each: `group 123`, `directory /tmp/…`. */
export const guardedFromTheStart = 'VMWRIGHT_GUARDED';

/**
 * Shell functions that take away what a vmwright has left behind.
 *
 * A wrapper script may have put QEMU into a session of its own, where the group's signal does not reach it. Such a
 * QEMU is found by the pid file that it wrote into its directory. Process ids are used again, so one counts only
 * while its command line names that directory.
 */
export const takeAway = `
kill_group() { kill -s KILL -- "-$1"; }
end_directory() {
  for file in "$1"/*.pid; do
    pid=
    [ -e "$file" ] && read -r pid <"$file"
    [ -n "$pid" ] && grep -qF -- "$1" "/proc/$pid/cmdline" || continue
    kill -s KILL "$pid"
    kill_group "$pid"
  done
}
`;

/**
 * What outlives vmwright for a moment: a shell that reads what else is to be guarded from its stdin, a line when it comes
 * (`+group 123`) and one when it goes (`-group 123`), and takes away what is left when its stdin ends, which is when
 * vmwright ended, however that came about.
 */
export const guardianScript = `${takeAway}
trap '' HUP INT TERM
set -f
IFS='
'
held=$${guardedFromTheStart}
while read -r line; do
  case $line in
    +*) held="$held\${line#+}$IFS" ;;
    -*) rest=
        for item in $held; do [ "$item" = "\${line#-}" ] || rest="$rest$item$IFS"; done
        held=$rest ;;
  esac
done
for item in $held; do
  case $item in 'group '*) kill_group "\${item#group }" ;; esac
done
for item in $held; do
  case $item in 'directory '*)
    directory=\${item#directory }
    set +f
    end_directory "$directory"
    set -f
    rm -rf -- "$directory" ;;
  esac
done
`;
