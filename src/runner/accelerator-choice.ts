import type { Arch } from '../model/index.js';
import type { Accelerator } from '../qemu/index.js';

/** For every architecture the same, or what chooses one. */
export type AcceleratorChoice = Accelerator | ((arch: Arch) => Promise<Accelerator>);

/** What is chosen for an architecture; TCG, which works everywhere, where nothing is. */
export async function acceleratorFor(
  arch: Arch,
  choice: AcceleratorChoice | undefined,
): Promise<Accelerator> {
  return typeof choice === 'function' ? await choice(arch) : (choice ?? 'tcg');
}
