import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCommand } from '../../../src/cli/commands/run.js';
import { withRecordedWords } from '../../../src/cli/recorded-words.js';
import { UsageError } from '../../../src/support/errors.js';
import { cell, runStarted } from '../../helpers/run-events.js';

describe('the words of a run that goes on', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vmwright-words-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const command = () => runCommand(new AbortController().signal).action(() => undefined);

  function going(recorded: string[] | undefined, ...words: string[]) {
    const started = { ...runStarted(cell('a')), words: recorded };
    writeFileSync(join(folder, 'events.jsonl'), `${JSON.stringify(started)}\n`);
    return withRecordedWords(folder, command().parse(words, { from: 'user' }), command());
  }

  it('are those that it began with, in whichever way the others are said', () => {
    const recorded = ['reset', '--repeat', '3', '--jobs', '4', '--warm'];
    for (const words of [
      ['--resume=x'],
      ['--resume', 'x'],
      ['--resume', 'x', '--repeat=3', 'reset', '--warm'],
    ])
      expect(going(recorded, ...words))
        .to.deep.include({ scenarios: ['reset'] })
        .and.nested.include({
          'options.repeat': 3,
          'options.jobs': 4,
          'options.warm': true,
        });
    expect(going(recorded, '--resume', 'x', '--jobs=2', '--json')?.options).to.include({
      jobs: 2,
      json: true,
    });
  });

  it('are refused where they are others', () => {
    const refused = (pattern: RegExp, ...words: string[]) =>
      expect(() => going(['reset', '--repeat', '3'], '--resume=x', ...words)).to.throw(UsageError, pattern);
    refused(
      /is of another run: --repeat is 2 now, and was 3; it was: vmwright run reset --repeat 3\. /,
      '--repeat=2',
    );
    refused(/the scenario is cpu-reset now, and was reset/, 'cpu-reset');
    refused(/--known is a\.yaml now, and was those that ship/, '--known', 'a.yaml');
    refused(/--known is none that ship now, and was those that ship/, '--no-known');
    refused(/--warm is given now, and was none/, '--warm');
  });

  it('that no version understands any more are told', () => {
    expect(() => going(['--gone'], '--resume=x')).to.throw(
      UsageError,
      /cannot go on with the words that it began with: vmwright run --gone/,
    );
  });

  it('are those of now, where the record has none', () => {
    expect(going(undefined, 'reset', '--resume=x')).to.equal(undefined);
  });
});
