import { root } from './checkout.mjs';
import { runToEnd } from './child.mjs';
import { say, Stop } from './stop.mjs';

const dist = `${root}/dist`;

/** Why the guest image has to be built, or nothing. Asks the built vmwright, which knows the recipe. */
export async function imageLacks(arch) {
  const { findImage } = await import(`${dist}/image/index.js`);
  return findImage({ arch }) ? undefined : 'this machine has none of this recipe yet';
}

export async function buildImage(arch, reason) {
  say(`building the guest image for ${arch} (${reason})`);
  const { status } = await runToEnd(process.execPath, [
    `${dist}/cli/main.js`,
    'image',
    'build',
    '--arch',
    arch,
  ]);
  if (status !== 0) throw new Stop('there is no guest image: see above');
}
