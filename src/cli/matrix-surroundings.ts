import type { RunRequest } from '../runner/index.js';
import { acceleratorOn } from './accelerator.js';
import type { Hosts } from './hosts.js';
import { qemusOf, type MatrixOptions } from './matrix-options.js';
import type { MatrixSurroundings } from './matrix.js';
import { qemuOn, surroundings, type SurroundingsOptions } from './surroundings.js';

type Options = MatrixOptions & Omit<SurroundingsOptions, 'qemu' | 'dstQemu' | 'accel'>;

/** What the words of a matrix mean on the hosts that it runs on; `append` as in {@link surroundings}, whose errors it throws. */
export async function matrixSurroundings(
  hosts: Hosts,
  options: Options,
  signal: AbortSignal,
): Promise<MatrixSurroundings & Pick<RunRequest, 'append' | 'fault'>> {
  const { source, destination, labs } = hosts;
  const { accel, dstQemu } = options;
  const [wish = 'auto'] = accel;
  const first = { ...options, qemu: qemusOf(options)[0], dstQemu, accel: wish };
  const { arch, append, fault, probe } = await surroundings(hosts, first, signal);
  return {
    ...{ arch, append, fault, probe, source, destination },
    qemuOf: (word, host) => qemuOn(labs.get(host), word, fault),
    acceleratorOf(wanted, own, other = own) {
      const places = [
        { host: source, qemu: own },
        { host: destination, qemu: other },
      ];
      return acceleratorOn(places, labs, wanted, signal);
    },
  };
}
