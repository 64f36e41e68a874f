import { writeFileSync } from 'node:fs';
import mocha from 'mocha';

/** mocha's own spec reporter, which also leaves the counts for scripts/test.mjs in a file. */
export default class CountingReporter extends mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(options.reporterOptions.counts, JSON.stringify({ passes, failures, pending }));
    });
  }
}
