import { expect } from 'chai';
import { shownWalk } from '../../../src/explore/shown-walk.js';
import { describeStep } from '../../../src/model/index.js';
import type { Finding } from '../../../src/runner/index.js';
import { walkOf } from '../../helpers/explored-walks.js';

const walk = walkOf({}, ['boot'], ['stop'], ['cont']);
const finding: Finding = {
  ...{ kind: 'state-mismatch', signature: 'the bug', message: 'it is wrong' },
  ...{ step: 2, stepText: 'cont' },
};
const confirmed = { shown: 1, walks: 2 };

describe('the walk that a finding showed on', () => {
  it('is the one that was walked, where its VM had booted', () => {
    expect(shownWalk(walk, 'walks/1', { findings: [finding] })).to.deep.equal({
      ...{ walk, directory: 'walks/1', findings: [finding] },
    });
  });

  it('is the same with the records of the boot that confirmed it', () => {
    const result = {
      findings: [finding],
      confirmed: { ...confirmed, after: 'boot', records: 'boot-2' },
    } as const;
    expect(shownWalk(walk, 'walks/1', result)).to.deep.equal({
      ...{ walk, directory: 'walks/1/boot-2', findings: [finding] },
    });
  });

  it('has the migration without which it did not show, and the finding one step later', () => {
    const migrated = { ...confirmed, after: 'migration', records: 'migration-2' } as const;
    const shown = shownWalk(walk, 'walks/1', { findings: [finding], confirmed: migrated });
    expect(shown.walk.steps.map(describeStep)).to.deep.equal(['boot', 'migrate via file', 'stop', 'cont']);
    expect(shown.directory).to.equal('walks/1/migration-2');
    expect(shown.findings[0].step).to.equal(3);
  });
});
