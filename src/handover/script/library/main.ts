/** From the start of the script to its walk. */
export const main = String.raw`
# --- The script itself ------------------------------------------------------------------------------------------------

case ${'${1:-}'} in
  '') ;;
  -h | --help) usage; exit 0 ;;
  *) echo "reproduce.sh takes no argument $1" >&2; usage >&2; exit 255 ;;
esac
qemu=$(command -v "$wanted") || { say "it could not be tried: there is no $wanted"; exit 125; }
case $qemu in /*) ;; *) qemu=$PWD/$qemu ;; esac
here=$(CDPATH='' cd "$(dirname "$0")" && pwd)
case ${'${LOGS:-/}'} in /*) ;; *) LOGS=$PWD/$LOGS ;; esac
dir=
trap clean_up EXIT
trap 'end 129' HUP
trap 'end 130' INT
trap 'end 131' QUIT
trap 'end 141' PIPE
trap 'end 143' TERM
dir=$(mktemp -d "${'${TMPDIR:-/tmp}'}/reproduce.XXXXXX") || cannot "no folder can be made in ${'${TMPDIR:-/tmp}'}"
cd "$dir" && dir=$(pwd -P) || cannot "no way into $dir"
walk
`;
