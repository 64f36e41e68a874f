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

  it('does not miss one where nothing ran, on other versions, or that does not show each time', () => {
    const run = new KnownFindingsOfRun([...known(), ...known(', shows: rarely')]);
    run.judge(cell('walk'), { outcome: 'skip', reason: 'no slots' });
    run.judge(cell('walk'), { outcome: 'error', reason: 'the disk is full' });
    run.judge(cell('walk', { qemu: { path: 'q', version: '8.0.0' } }), { outcome: 'pass' });
    expect(run.gone()).to.deep.equal([]);
    const rarely = new KnownFindingsOfRun(known(', shows: rarely'));
    rarely.judge(cell('walk'), { outcome: 'pass' });
    expect(rarely.gone()).to.deep.equal([]);
  });

  it('tells chance from what shows every time, and leaves that a finding', () => {
    const always = new KnownFindingsOfRun(known());
    const rarely = new KnownFindingsOfRun(known(', shows: rarely'));
    const often = new KnownFindingsOfRun(known(', shows: often'));
    expect(often.isByChance(cell('walk'), fails('hangs'))).to.equal(false);
    expect(always.isByChance(cell('walk'), fails('hangs'))).to.equal(false);
    expect(rarely.isByChance(cell('walk'), fails('hangs'))).to.equal(true);
    expect(rarely.isByChance(cell('walk'), fails('crashes'))).to.equal(false);
    expect(rarely.isByChance(cell('walk'), { outcome: 'pass' })).to.equal(false);
    const result = { ...fails('hangs'), everyTime: { walks: 5, known: [knowledge] } };
    expect(rarely.judge(cell('walk'), result)).to.equal(result);
  });
});
