import { installPrograms, programsLack, xz } from './apt.mjs';
import { root } from './checkout.mjs';
import { runToEnd } from './child.mjs';
import { say, Stop } from './stop.mjs';

const dist = `${root}/dist`;

/** Why the guest image has to be built, or nothing. Asks the built vmwright, which knows the recipe. */
export async function imageLacks(arch) {
  const { findImage } = await import(`${dist}/image/index.js`);
  const { VmwrightError } = await import(`${dist}/support/errors.js`);
  try {
    return findImage({ arch }) ? undefined : 'this machine has none of this recipe yet';
  } catch (error) {
    throw error instanceof VmwrightError ? new Stop(error.message) : error;
  }
}

export async function buildImage(arch, reason) {
  const missing = programsLack([xz]);
  if (missing) await installPrograms(missing);
  say(`building the guest image for ${arch} (${reason})`);
  const command = [`${dist}/cli/main.js`, 'image', 'build', '--arch', arch];
  const { status } = await runToEnd(process.execPath, command);
  if (status !== 0) throw new Stop('there is no guest image: see above');
}
