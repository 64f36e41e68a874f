import { cacheDirectory } from '../../image/index.js';
import type { Check } from './check.js';
import { checkImage } from './image.js';
import { checkApt, checkHelpers, checkMemory, checkSetpriv, checkSpace } from './host.js';
import { checkKvm } from './kvm.js';
import { checkQemus } from './qemu.js';

/** Everything that `vmwright doctor` looks at, one after the other. */
export async function* examine(signal: AbortSignal): AsyncGenerator<Check> {
  yield* await checkQemus(signal);
  yield checkImage();
  yield checkApt();
  yield checkMemory();
  yield* await checkSpace(cacheDirectory());
  yield checkHelpers();
  yield checkSetpriv();
  yield await checkKvm(signal);
}
