import { accessSync, constants } from 'node:fs';
import { EnvironmentError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';

/**
 * Makes a folder of a run, and makes sure that it can be written before anything is launched.
 *
 * @throws EnvironmentError when it cannot
 */
export function makeRunDirectory(path: string): void {
  makeFolder(path, '--output names another place');
  try {
    accessSync(path, constants.W_OK);
  } catch (cause) {
    throw new EnvironmentError(`cannot write the run's folder ${path}; --output names another place`, {
      cause,
    });
  }
}
