import { Archive, type ArchiveOptions } from '../debian/archive.js';
import type { BuildOptions } from './build-image.js';
import type { ImageChoice } from './image-choice.js';
import type { Recipe } from './recipe.js';

/** What is meant by a choice, and the archive when it had to be asked. */
interface ChosenKernel {
  readonly choice: ImageChoice;
  readonly archive?: Archive;
}

/**
 * Finds the suite that has the kernel which is asked for.
 *
 * @throws UsageError when none has it, telling which kernels there are
 */
export async function chooseKernel(
  wish: BuildOptions,
  recipe: Recipe,
  options: ArchiveOptions,
): Promise<ChosenKernel> {
  const { arch = 'aarch64', suite, kernelVersion, versions } = wish;
  if (kernelVersion === undefined) return { choice: wish };
  const archive = await Archive.open(options, suite === undefined ? [] : [suite]);
  const only = suite === undefined ? undefined : archive.suite(suite);
  const kernel = recipe.kernel[arch];
  const offer = await archive.find(kernel, kernelVersion, only);
  // With the newest of its suite, it is the image that is built for that suite.
  const pinned = offer.newest ? versions : { ...versions, [kernel]: offer.version };
  return { archive, choice: { ...wish, suite: offer.suite.name, ...(pinned && { versions: pinned }) } };
}
