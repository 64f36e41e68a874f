/** The mask of one CPU, as taskset reads it: hexadecimal, of any length. */
export function affinityMask(cpu: number): string {
  return (1n << BigInt(cpu)).toString(16);
}
