import { expect } from 'chai';
import { parseKnownFindings } from '../../../src/known/load.js';
import { KnownFindingsOfRun } from '../../../src/runner/judge-known.js';
import { cell, finding } from '../../helpers/run-events.js';

const known = (more = '') =>
  parseKnownFindings(
    'known.yaml',
    `- { signature: hangs, qemu: 7.2, scenario: walk, reference: a report, says: It hangs.${more} }`,
  );
const knowledge = { says: 'It hangs.', reference: 'a report', place: 'known.yaml:1' };
const fails = (signature: string) => ({ outcome: 'fail', findings: [finding({ signature })] }) as const;

describe('KnownFindingsOfRun', () => {
  it('makes of a known finding the outcome known, with what is known', () => {
    const run = new KnownFindingsOfRun(known());
    expect(run.judge(cell('walk'), fails('hangs'))).to.deep.equal({
      outcome: 'known',
      findings: [finding({ signature: 'hangs' })],
      known: [knowledge],
    });
    expect(run.gone()).to.deep.equal([]);
  });

  it('leaves every other result as it is', () => {
    const run = new KnownFindingsOfRun(known());
    expect(run.judge(cell('walk'), fails('crashes'))).to.deep.equal(fails('crashes'));
    expect(run.judge(cell('other'), fails('hangs'))).to.deep.equal(fails('hangs'));
    expect(run.judge(cell('walk'), { outcome: 'pass' })).to.deep.equal({ outcome: 'pass' });
  });

  it('tells of one that did not show in a cell that ran where it should', () => {
    const run = new KnownFindingsOfRun(known());
    run.judge(cell('walk'), { outcome: 'pass' });
    expect(run.gone()).to.deep.equal([knowledge]);
    run.judge(cell('walk'), fails('hangs'));
    expect(run.gone()).to.deep.equal([]);
  });

  it('does not miss one that could show anywhere', () => {
    const text = '- { signature: hangs, qemu: 7.2, reference: a report, says: It hangs. }';
    const run = new KnownFindingsOfRun(parseKnownFindings('known.yaml', text));
    run.judge(cell('walk'), { outcome: 'pass' });
    expect(run.gone()).to.deep.equal([]);
  });

  it('does not miss one where nothing ran, on other versions, or that shows only sometimes', () => {
    const run = new KnownFindingsOfRun([...known(), ...known(', sometimes: true')]);
    run.judge(cell('walk'), { outcome: 'skip', reason: 'no slots' });
    run.judge(cell('walk'), { outcome: 'error', reason: 'the disk is full' });
    run.judge(cell('walk', { qemu: { path: 'q', version: '8.0.0' } }), { outcome: 'pass' });
    expect(run.gone()).to.deep.equal([]);
    const sometimes = new KnownFindingsOfRun(known(', sometimes: true'));
    sometimes.judge(cell('walk'), { outcome: 'pass' });
    expect(sometimes.gone()).to.deep.equal([]);
  });

  it('tells chance from what shows every time, and leaves that a finding', () => {
    const always = new KnownFindingsOfRun(known());
    const sometimes = new KnownFindingsOfRun(known(', sometimes: true'));
    expect(always.isByChance(cell('walk'), fails('hangs'))).to.equal(false);
    expect(sometimes.isByChance(cell('walk'), fails('hangs'))).to.equal(true);
    expect(sometimes.isByChance(cell('walk'), fails('crashes'))).to.equal(false);
    expect(sometimes.isByChance(cell('walk'), { outcome: 'pass' })).to.equal(false);
    const result = { ...fails('hangs'), everyTime: { walks: 5, known: [knowledge] } };
    expect(sometimes.judge(cell('walk'), result)).to.equal(result);
  });
});
