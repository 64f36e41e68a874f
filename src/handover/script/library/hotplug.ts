/** The machine's slots for vCPUs, and what is plugged into them. */
export const hotplug = String.raw`
# --- Hotplug ----------------------------------------------------------------------------------------------------------

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
let_go() { within "$patience" is_free "$1" || late "the guest does not let vCPU $1 go" guest-refused; }
`;
