/**
 * A process that tells the interrupts of each CPU so far, whenever it is sent a token: `TOKEN interrupts CPU:TIMER:OTHERS …`.
 * TIMER counts those of the CPU's own timer, OTHERS those that other CPUs sent it: by their rows in /proc/interrupts, on
 * Arm `arch_timer` and `IPI…`; on x86 local timer (LOC), rescheduling, function call and TLB shootdown. The first row names the
 * columns: the online CPUs.
 */
export const interruptCounter = String.raw`
{
  token = $1
  while ((getline row <"/proc/interrupts") > 0) {
    fields = split(row, field)
    if (row ~ /^ +CPU/) { cpus = fields; for (i = 1; i <= cpus; i++) { name[i] = substr(field[i], 4); timer[i] = others[i] = 0 } }
    else if (row ~ /arch_timer|^ *LOC:/) { for (i = 1; i <= cpus; i++) timer[i] += field[i + 1] }
    else if (row ~ /^ *(IPI|RES|CAL|TLB)/) { for (i = 1; i <= cpus; i++) others[i] += field[i + 1] }
  }
  close("/proc/interrupts")
  said = token " interrupts"
  for (i = 1; i <= cpus; i++) said = said " " name[i] ":" timer[i] ":" others[i]
  print said
  fflush()
}
`;
