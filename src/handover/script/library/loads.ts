/** What the guest is put to work with. */
export const loads = String.raw`
# --- A guest at work --------------------------------------------------------------------------------------------------

loads=
parts_of() {
  kind=$1; shift
  case $kind in
    memory) printf 'memory-0:any:memory: ' ;;
    timers)
      late=$settle; [ "$late" -ge 20 ] || late=20
      for cpu; do for ms in 50 170 600; do printf 'timers-%s.%s:%s:timers:%s:%s ' "$cpu" $ms "$(mask_of "$cpu")" $ms $((late * 1000)); done; done ;;
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
`;
