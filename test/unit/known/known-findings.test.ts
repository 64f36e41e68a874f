import { expect } from 'chai';
import { appliesTo, explain, resembling, shippedKnownFindings } from '../../../src/known/index.js';
import { parseKnownFindings } from '../../../src/known/load.js';
import { isWithin, parseVersionRange } from '../../../src/known/version-range.js';
import { shippedScenarios } from '../../../src/scenario/index.js';
import { ScenarioError } from '../../../src/scenario/mistakes.js';
import { cell } from '../../helpers/run-events.js';

const entry = (more = '', signature = 'guest-hang') =>
  `- { signature: ${signature}, qemu: any, reference: a bug report, says: It hangs.${more} }\n`;
const parse = (text: string) => parseKnownFindings('known.yaml', text);
const mistakesOf = (text: string): string[] => {
  try {
    parse(text);
  } catch (error) {
    expect(error).to.be.instanceOf(ScenarioError);
    return (error as ScenarioError).mistakes.map(
      ({ line, column, message }) => `${line}:${column}: ${message}`,
    );
  }
  return [];
};

describe('a range of QEMU versions', () => {
  for (const [range, inside, outside] of [
    ['7.2', ['7.2.0', '7.2.22 (Debian 1:7.2+dfsg-7)'], ['7.1.9', '7.20.0', '8.0.0']],
    ['5.2 to 7.2', ['5.2.0', '6.1.0', '7.2.22'], ['5.1.9', '7.3.0']],
    ['from 10', ['10.0.2', '11.1.0'], ['9.2.4']],
    ['to 7.2.4', ['5.2.0', '7.2.4'], ['7.2.5']],
    ['any', ['1.0.0'], ['']],
  ] as const) {
    it(`"${range}" has its ends in it`, () => {
      const parsed = parseVersionRange(range) ?? expect.fail('no range');
      for (const version of inside) expect(isWithin(version, parsed), version).to.equal(true);
      for (const version of outside) expect(isWithin(version, parsed), version).to.equal(false);
    });
  }

  it('is nothing else', () => {
    for (const text of ['', 'new', '7.2 to 5.2', '7.2-8.0', '7.x', '>= 7.2'])
      expect(parseVersionRange(text), text).to.equal(undefined);
  });
});

describe('a file of known findings', () => {
  it('may be empty', () => {
    expect(parse('')).to.deep.equal([]);
    expect(parse('# nothing yet\n')).to.deep.equal([]);
  });

  it('has entries with their places; versions are read as they are written', () => {
    const text = `${entry()}- signature: [a, b]
  qemu: 7.10
  scenario: walk
  with: { vcpu: last }
  arch: aarch64
  shows: often
  reference: a thread
  says: >-
    It hangs
    now and then.
`;
    const [first, second] = parse(text);
    expect(first).to.deep.include({ signatures: ['guest-hang'], place: 'known.yaml:1', shows: 'always' });
    expect(second).to.deep.include({
      signatures: ['a', 'b'],
      versions: { from: [7, 10], to: [7, 10] },
      scenarios: ['walk'],
      choices: { vcpu: 'last' },
      shows: 'often',
      says: 'It hangs now and then.',
      place: 'known.yaml:2',
    });
  });

  it('tells all its mistakes with their places', () => {
    const text = `- signature: x
  qemu: new
  scenarioo: walk
  says: It hangs.
- { signature: [], qemu: any, reference: here, says: It hangs., arch: riscv }
- word
`;
    expect(mistakesOf(text)).to.deep.equal([
      '1:3: "reference" is missing, expected where it is told: a bug report, a commit, a thread',
      '2:9: found "new", expected QEMU versions, as in 7.2, 5.2 to 7.2, from 8.0, to 7.2.4 or any',
      '3:3: found the key "scenarioo", did you mean "scenario"?',
      "5:16: found a list, expected a finding's signature, as findings.json of its cell has it",
      '5:71: found "riscv", expected aarch64 or x86_64',
      '6:3: found "word", expected a known finding: a map with signature, qemu, reference and says',
    ]);
    expect(mistakesOf('known: nothing')).to.deep.equal([
      '1:1: found a map, expected a list of known findings',
    ]);
  });

  it('that ships names scenarios that ship', async () => {
    const files = await shippedScenarios();
    for (const { scenarios = [], place } of await shippedKnownFindings()) {
      for (const name of scenarios)
        expect(
          files.some((file) => file.endsWith(`/${name}.yaml`)),
          `${name} in ${place}`,
        ).to.equal(true);
    }
  });
});

describe('a known finding', () => {
  const known = (more: string) => parse(entry(more))[0] ?? expect.fail('no entry');
  const here = cell('walk[vcpu=1]', { choices: { vcpu: 1 } });

  it('is expected only where its entry says', () => {
    const applies = (more: string) => appliesTo(known(more), here);
    expect(applies('')).to.equal(true);
    for (const [fits, does] of [
      [', scenario: walk', ', scenario: [other, third]'],
      [', arch: aarch64', ', arch: x86_64'],
      [', accelerator: tcg', ', accelerator: kvm'],
      [', with: { vcpu: 1 }', ', with: { vcpu: last }'],
    ] as const) {
      expect(applies(fits), fits).to.equal(true);
      expect(applies(does), does).to.equal(false);
    }
  });

  it('explains a cell only when each of its findings is known', () => {
    const entries = parse(entry('', 'a') + entry('', 'b'));
    const explained = (...signatures: string[]) =>
      explain(
        entries,
        here,
        signatures.map((signature) => ({ signature })),
      );
    expect(explained('a')).to.deep.equal([entries[0]]);
    expect(explained('a', 'b', 'a')).to.deep.equal(entries);
    expect(explained('a', 'c')).to.equal(undefined);
  });

  it('resembles the same in other scenarios, on the same QEMU', () => {
    const resembles = (more: string, signature = 'guest-hang') =>
      resembling(parse(entry(more)), here, { signature }).length > 0;
    expect(resembles(', scenario: other')).to.equal(true);
    expect(resembles(', with: { vcpu: last }')).to.equal(true);
    expect(resembles(', scenario: other', 'guest-panic')).to.equal(false);
    expect(resembles(', scenario: other, arch: x86_64')).to.equal(false);
  });

  it('resembles less what has a pattern in place of its very signature', () => {
    const entries = parse(entry(', scenario: other', "'guest-*'") + entry(', scenario: other'));
    const [general, exact] = entries;
    expect(resembling(entries, here, { signature: 'guest-hang' })).to.deep.equal([exact, general]);
    expect(resembling(entries, here, { signature: 'guest-panic' })).to.deep.equal([general]);
  });

  it('has a signature with * for any text, and else just its own', () => {
    for (const [pattern, like, unlike] of [
      ['guest-panic *', ['guest-panic Oops', 'guest-panic '], ['guest-panic', 'a guest-panic Oops']],
      ['*: no, not yes', ['vCPU N: no, not yes'], ['vCPU N: no, not yes!']],
      ['a*b*c', ['abc', 'a-b-b-c'], ['acb', 'ab', 'abcd']],
      ['ab*bc', ['abbc', 'ab-bc'], ['abc']],
      ['a.c', ['a.c'], ['abc']],
    ] as const) {
      const known = parse(entry('', `'${pattern}'`));
      const explained = (signature: string) => explain(known, cell('walk'), [{ signature }]) !== undefined;
      for (const signature of like) expect(explained(signature), `${pattern}: ${signature}`).to.equal(true);
      for (const signature of unlike)
        expect(explained(signature), `${pattern}: ${signature}`).to.equal(false);
    }
  });
});
