import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { installPrograms, programsLack, qemuFor } from './apt.mjs';
import { root } from './checkout.mjs';
import { buildImage, imageLacks } from './image.mjs';
import { say, Stop } from './stop.mjs';

const room = `${root}/node_modules/.cache/vmwright-set-up`;
/** Milliseconds until what could not be had is tried again: without a network it takes its time. */
const untilNextTry = 24 * 60 * 60_000;

/**
 * QEMU and the guest image for an architecture that a run can do without: it skips what needs them, and says so. What
 * cannot be had is no reason to stop.
 *
 * @returns {import('./index.mjs').SetUpStep}
 */
export function otherArchitecture(arch) {
  return {
    async lacks() {
      const lacks = programsLack([qemuFor(arch)]) !== undefined || (await reasonForImage(arch)) !== undefined;
      return lacks && !gaveUpLately(arch);
    },
    async make() {
      try {
        const missing = programsLack([qemuFor(arch)]);
        if (missing) await installPrograms(missing);
        const reason = await imageLacks(arch);
        if (reason) await buildImage(arch, reason);
      } catch (error) {
        if (!(error instanceof Stop)) throw error;
        say(`going on without ${arch} guests: ${error.message.trimEnd()}`);
        giveUp(arch);
      }
    },
  };
}

/** Why there is no image is for {@link otherArchitecture} to tell when it makes one. */
async function reasonForImage(arch) {
  try {
    return await imageLacks(arch);
  } catch (error) {
    if (error instanceof Stop) return error.message;
    throw error;
  }
}

function gaveUpLately(arch) {
  const at = statSync(`${room}/without-${arch}`, { throwIfNoEntry: false })?.mtimeMs;
  return at !== undefined && Date.now() - at < untilNextTry;
}

function giveUp(arch) {
  mkdirSync(room, { recursive: true });
  rmSync(`${room}/without-${arch}`, { force: true });
  writeFileSync(`${room}/without-${arch}`, '');
}
