/** What is wrong with what the guest said of itself: awk, for the words of `look`. */
export const lookJudge = String.raw`
# --- What is wrong with a look, in words ------------------------------------------------------------------------------

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
