import { findImage } from '../../image/index.js';
import { describeError, VmwrightError } from '../../support/errors.js';
import { forPrograms } from '../guest-image.js';
import type { Check } from './check.js';

/** The image that `run` takes when nothing else is said. */
export function checkImage(): Check {
  const name = 'guest image';
  const remedy = 'vmwright image build';
  try {
    const image = findImage({ arch: 'aarch64' });
    if (!image) return { name, state: 'lacking', found: 'none for aarch64', remedy };
    const found = `aarch64, Debian ${image.suite}, Linux ${image.release}`;
    return { name, state: 'ok', found, details: forPrograms(image) };
  } catch (error) {
    if (!(error instanceof VmwrightError)) throw error;
    return { name, state: 'lacking', found: describeError(error) };
  }
}
