/** Architectural names of a vCPU's registers, for the arrays that QEMU keeps them in; by the field and its length. */
const arrays = new Map<string, readonly string[]>([
  ['env.xregs 32', [...numbered('X', 31), 'SP']],
  // Both of Arm and x86, but with names of its own only in x86-64: Arm's has 16 elements of 4 bytes.
  ['env.regs 16', ['RAX', 'RCX', 'RDX', 'RBX', 'RSP', 'RBP', 'RSI', 'RDI', ...numbered('R', 16).slice(8)]],
  ['env.segs 6', ['ES', 'CS', 'SS', 'DS', 'FS', 'GS']],
]);

/** The name of an element: `X3` of `env.xregs` at 3. */
export function registerName(field: string, length: number, index: number, type: string): string | undefined {
  if (field === 'env.regs' && type === 'uint32') return `R${index}`;
  return arrays.get(`${field} ${length}`)?.[index];
}

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i}`);
}
