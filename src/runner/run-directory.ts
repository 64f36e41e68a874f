import { accessSync, constants, mkdirSync } from 'node:fs';
import { EnvironmentError } from '../support/errors.js';

/** Makes a run's folder, and makes sure that it can be written before anything is launched. */
export function makeRunDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
  } catch (cause) {
    throw new EnvironmentError(`cannot write the run's folder ${path}; --output names another place`, {
      cause,
    });
  }
}
