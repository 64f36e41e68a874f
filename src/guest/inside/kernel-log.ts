/**
 * Keeps of the kernel's log what is a warning or worse, one record a line: `LEVEL TEXT`. A record in /dev/kmsg reads
 * `PRIORITY,SEQUENCE,TIME,FLAGS;TEXT`, the level is in the three lowest bits of the priority, and lines that begin with a
 * space belong to the record before (Documentation/ABI/testing/dev-kmsg).
 */
export const kernelLogFilter = String.raw`
/^[0-9]+,[0-9]+,/ {
  split($0, head, ",")
  level = head[1] % 8
  if (level <= 4) { print level, substr($0, index($0, ";") + 1); fflush() }
}
`;
