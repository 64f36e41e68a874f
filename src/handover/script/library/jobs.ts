/** Jobs of QEMU, and the disk that snapshots are kept in. */
export const jobs = String.raw`
# --- Jobs -------------------------------------------------------------------------------------------------------------

is_concluded() {
  ask "$vm" '{"execute": "query-jobs"}'
  case $answer in *'"concluded"'*) ;; *) return 1 ;; esac
}
# run_job NAME COMMAND: false when it failed.
run_job() {
  said=
  ask "$vm" "$2" || return
  within "$patience" is_concluded || late "the job $1 does not end" snapshot-failed
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
  [ -z "$said" ] || answer="{\"desc\": \"$said\"}"
  refused "QEMU could not do $2: $answer"
}
job_no() {
  if run_job "$@"; then showed "QEMU did $2, which it must refuse"; fi
  if is_unknown; then cannot "QEMU does not know $2: $answer"; fi
}
# The disk that snapshots are kept in; no device of the guest has it.
snapshot_disk() {
  ask "$vm" '{"execute": "query-named-block-nodes"}'
  case $answer in *'"snapshots"'*) return ;; esac
  new=; [ -e snapshots.qcow2 ] || { new=yes; : >snapshots.qcow2; }
  qmp "$vm" '{"execute": "blockdev-add", "arguments": {"driver": "file", "node-name": "snapshots-file", "filename": "snapshots.qcow2"}}'
  [ -z "$new" ] || job format '{"execute": "blockdev-create", "arguments": {"job-id": "format", "options": {"driver": "qcow2", "file": "snapshots-file", "size": 1048576}}}'
  qmp "$vm" '{"execute": "blockdev-add", "arguments": {"driver": "qcow2", "node-name": "snapshots", "file": "snapshots-file"}}'
}
`;
