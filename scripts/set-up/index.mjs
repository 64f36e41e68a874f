import { installPrograms, programsLack } from './apt.mjs';
import { build, buildLacks } from './build.mjs';
import { catchSignals } from './child.mjs';
import { dependenciesLack, installDependencies } from './dependencies.mjs';
import { buildImage, imageLacks } from './image.mjs';
import { alone } from './lock.mjs';
import { checkNodeVersion } from './node-version.mjs';
import { Stop } from './stop.mjs';

/**
 * What vmwright needs on this machine, in the order in which it is made. Each step looks first whether anything is to
 * be done, which together takes some 20 ms, and says a line only when there is.
 *
 * @typedef {{ lacks: () => unknown, make: (lacking: any) => Promise<void> }} SetUpStep
 */

/** @param {import('./apt.mjs').Program[]} wanted @returns {SetUpStep} */
export function programs(...wanted) {
  return { lacks: () => programsLack(wanted), make: installPrograms };
}

export { otherArchitecture } from './other-architecture.mjs';

/** @type {SetUpStep} */
export const dependencies = { lacks: dependenciesLack, make: installDependencies };

/** @type {SetUpStep} */
export const distribution = { lacks: buildLacks, make: build };

/** @returns {SetUpStep} */
export function image(arch) {
  return { lacks: () => imageLacks(arch), make: (reason) => buildImage(arch, reason) };
}

/**
 * Does those of the steps that are to be done; a step that stands in the way ends this process with its message.
 *
 * @param {SetUpStep[]} steps
 */
export async function setUp(steps) {
  const release = catchSignals();
  try {
    checkNodeVersion();
    for (const step of steps) {
      if (await step.lacks()) await alone(() => makeIfLacking(step));
    }
  } catch (error) {
    // Anything but a Stop and what the file system refuses is a mistake in these scripts.
    if (!(error instanceof Stop) && error.code === undefined) throw error;
    process.stderr.write(`vmwright: ${error.message}\n`);
    process.exit(error.status ?? 3);
  } finally {
    release();
  }
}

/** Asks again: another set-up may have made it while this one waited. */
async function makeIfLacking(step) {
  const lacking = await step.lacks();
  if (lacking) await step.make(lacking);
}
