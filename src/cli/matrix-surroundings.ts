import type { AcceleratorWish } from './accelerator.js';
import { chooseAccelerator } from './accelerator.js';
import type { Hosts } from './hosts.js';
import type { MatrixOptions } from './matrix-options.js';
import type { MatrixSurroundings } from './matrix.js';
import { wantedQemuInLab } from './qemu-in-lab.js';
import { surroundings, type SurroundingsOptions } from './surroundings.js';

type Options = MatrixOptions & Omit<SurroundingsOptions, 'qemu' | 'dstQemu' | 'accel'>;

/** What the words of a matrix mean on the hosts that it runs on; `append` as in {@link surroundings}, whose errors it throws. */
export async function matrixSurroundings(
  hosts: Hosts,
  options: Options,
  signal: AbortSignal,
): Promise<MatrixSurroundings & { readonly append: string | undefined }> {
  const { source, destination, lab } = hosts;
  const { qemu, accel, dstQemu, fault } = options;
  const [wish = 'auto'] = accel;
  const first = { ...options, qemu: qemusOf(options)[0], dstQemu, accel: wish };
  const { arch, append } = await surroundings(hosts, first, signal);
  const inLab = (word: string | undefined) => lab && wantedQemuInLab(lab.facts.qemus, word, fault);
  return {
    ...{ arch, append, source, destination },
    qemuOf: (word) => (lab ? inLab(word) : word),
    acceleratorOf(wanted: AcceleratorWish, own = qemu[0], other = own) {
      if (lab) return wanted === 'auto' ? 'kvm' : wanted;
      const places = [
        { host: source, qemu: own },
        { host: destination, qemu: other },
      ];
      return (guests) => chooseAccelerator(wanted, guests, places, signal);
    },
  };
}

/** Every QEMU that a command line names. */
export function qemusOf({ qemu, pair, dstQemu }: MatrixOptions): string[] {
  return [...new Set([...qemu, ...pair.flat(), ...(dstQemu === undefined ? [] : [dstQemu])])];
}
