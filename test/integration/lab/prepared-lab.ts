import type { LabOptions } from '../../../src/lab/index.js';
import { prepareLab } from '../../../src/lab/lab-spec.js';
import { EnvironmentError } from '../../../src/support/errors.js';

/** For a `before` hook: builds what a lab needs, or skips the tests where this machine cannot have one, saying why. */
export function preparedLab(options: LabOptions = {}): (this: Mocha.Context) => Promise<void> {
  return async function () {
    this.timeout(900_000);
    try {
      await prepareLab(options, { progress: (line) => console.log(`      ${line}`) });
    } catch (error) {
      if (!(error instanceof EnvironmentError)) throw error;
      console.log(`      skipped: ${error.message}`);
      this.skip();
    }
  };
}
