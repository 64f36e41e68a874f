import { expect } from 'chai';
import { parseScenario, ScenarioError } from '../../../src/scenario/index.js';
import { UsageError } from '../../../src/support/errors.js';
import { modelOperations } from '../../helpers/model-operations.js';

function errorOf(text: string): ScenarioError {
  try {
    parseScenario('x.yaml', text, modelOperations);
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
  throw new Error(`there should be a mistake in\n${text}`);
}

function mistakesIn(text: string): string[] {
  return errorOf(text).mistakes.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

/** A whole scenario around what a test is about; the steps begin in line 4. */
const withSteps = (...steps: string[]) =>
  ['proves: A.', 'machine: { vcpus: 4 }', 'steps:', ...steps.map((step) => `  - ${step}`)].join('\n');

describe('mistakes in a scenario', () => {
  const cases: [string, string, string[]][] = [
    [
      'an operation with a typo, by the one that was meant',
      withSteps('boot', 'ofline: 2'),
      ['5:5 unknown operation "ofline", did you mean "offline"?'],
    ],
    [
      'a refusal of a refusal, wherever it stands',
      withSteps(
        'boot',
        'refused: { refused: { stop } }',
        'migrate: { via: file }\n    while: [refused: refused]',
      ),
      [
        '5:16 found a refusal of a refusal, expected the operation that is refused',
        '7:22 found a refusal of a refusal, expected the operation that is refused',
      ],
    ],
    [
      'a size that is neither one nor within the limits, once',
      'proves: A.\nmachine: { vcpus: 99999, slots: 1e99, memory: 99999999G }\nsteps: [boot]',
      [
        '2:19 found 99999, expected a number of vCPUs from 1 to 512',
        '2:33 found 1e+99, expected a number of vCPUs from 1 to 512',
        '2:47 found "99999999G", expected a size with its unit from 128M to 1024G, as in 512M or 2G',
      ],
    ],
    [
      'a fault with a typo, and one that is named twice',
      'proves: A.\nmachine: { vcpus: 4 }\ncatches: [stop-ignord, stop-ignored, stop-ignored]\nsteps: [boot, stop]',
      [
        '3:11 unknown fault "stop-ignord", did you mean "stop-ignored"?',
        '3:38 found "stop-ignored" a second time, expected each fault once',
      ],
    ],
    [
      'a fault that nothing in the walk gives an occasion',
      'proves: A.\nmachine: { vcpus: 4 }\ncatches: [cont-ignored]\nsteps: [boot, stop]',
      ['3:11 the fault cont-ignored cannot be planted here: it has no step cont or stop-and-cont'],
    ],
    [
      'an operation that is like none, by all that there are',
      withSteps('boot', 'explode'),
      [`5:5 unknown operation "explode", expected one of ${[...modelOperations.keys()].join(', ')}, refused`],
    ],
    [
      'a vCPU that the machine does not have',
      withSteps('boot', 'offline: 4'),
      ['5:14 there is no vCPU 4: this machine has vCPUs 0 to 3'],
    ],
    [
      'a vCPU out of the matrix that the machine does not have, where it has to be mended',
      'proves: A.\nmachine: { vcpus: 4 }\nwith:\n  vcpu: [1, 9]\nsteps:\n  - boot\n  - offline: $vcpu',
      ['4:13 there is no vCPU 9: this machine has vCPUs 0 to 3 (as $vcpu in step 2, offline)'],
    ],
    [
      'a walk that does not begin with boot',
      withSteps('offline: 1', 'boot'),
      ['4:5 cannot offline vCPU 1 here: the VM has not been booted yet, and must be running'],
    ],
    [
      'a step that cannot be done there',
      withSteps('boot', 'offline: 2', 'migrate: { via: file }', 'offline: 2'),
      ['7:5 cannot offline vCPU 2 here: vCPU 2 is offline already'],
    ],
    [
      'cont when the VM was shut down',
      withSteps('boot', 'poweroff', 'cont'),
      [
        '6:5 cannot cont here: a VM that was shut down must be reset first; a step that checks the refusal is written as refused: { … }',
      ],
    ],
    [
      'a step that cannot be done in some cells, by the cell',
      'proves: A.\nmachine: { vcpus: 4 }\nwith: { vcpu: [1, 2, last] }\nsteps: [boot, offline: 2, offline: $vcpu]',
      ['4:27 cannot offline vCPU 2 here: vCPU 2 is offline already (in the cell [vcpu=2])'],
    ],
    [
      'a value that an operation does not take',
      withSteps('boot', 'stop: 3', 'offline: many'),
      ['5:11 this operation takes no value', '6:14 expected a vCPU (a number, first or last), not "many"'],
    ],
    [
      'a value that is missing',
      withSteps('boot', 'offline'),
      ['5:5 expected a vCPU: its number, first or last'],
    ],
    [
      'a key that an operation does not know',
      withSteps('boot', 'migrate: { via: file, fast: true }'),
      ['5:27 found the key "fast", expected as in "migrate: { via: file, guest: busy }"'],
    ],
    [
      'things that are no steps',
      withSteps('boot', '5', '{ online: 1, reset: }', '[stop]', ''),
      [
        '5:5 found 5, expected a step: an operation, as in "- reset" or "- offline: 2"',
        '6:5 found "online" and "reset" in one step, expected one operation a step, each after a dash of its own',
        '7:5 found a list, expected a step: an operation, as in "- reset" or "- offline: 2"',
        '8:5 found nothing, expected a step: an operation, as in "- reset" or "- offline: 2"',
      ],
    ],
    [
      'a $parameter that has no values',
      withSteps('boot', 'offline: $vcpu'),
      ['5:14 unknown parameter "$vcpu", give its values, as in with: { vcpu: [1, last] }'],
    ],
    [
      'a $parameter with a typo, and the parameter that is unused for that reason',
      'proves: A.\nmachine: { vcpus: 4 }\nwith: { vcpu: [1] }\nsteps: [boot, offline: $vpcu]',
      [
        '3:9 the parameter "vcpu" is not used, expected $vcpu in a step',
        '4:24 unknown parameter "$vpcu", did you mean "$vcpu"?',
      ],
    ],
    [
      'unknown keys by the ones that were meant, which are not called missing as well',
      'prooves: A.\nmachine: { vcpu: 4 }\nsteps: [boot]',
      [
        '1:1 found the key "prooves", did you mean "proves"?',
        '2:12 found the key "vcpu", did you mean "vcpus"?',
      ],
    ],
    [
      'keys that are missing',
      '{}',
      [
        '1:1 "proves" is missing, expected what must hold, in a sentence',
        '1:1 "machine" is missing, expected a machine, as in machine: { vcpus: 4 }',
        '1:1 "steps" is missing, expected a list of steps, beginning with boot',
      ],
    ],
    [
      'values of the wrong kind',
      'proves: [A]\nmachine: { vcpus: two, memory: 512, arch: arm }\nwith: 3\nsteps: []',
      [
        '1:9 found a list, expected what must hold, in a sentence',
        '2:19 found "two", expected a number of vCPUs from 1 to 512',
        '2:32 found 512, expected a size with its unit from 128M to 1024G, as in 512M or 2G',
        '2:43 found "arm", expected aarch64 or x86_64',
        '3:7 found 3, expected parameters with their values, as in with: { vcpu: [1, last] }',
        '4:8 found an empty list, expected steps, beginning with boot',
      ],
    ],
    [
      'choices that could not be part of a folder’s name',
      'proves: A.\nmachine: { vcpus: 4 }\nwith: { vcpu: [../x, 1, true] }\nsteps: [boot, offline: $vcpu]',
      [
        '3:16 found "../x", expected a number or a word (letters, digits, dots, dashes; at most 40)',
        '3:25 found true, expected a number or a word (letters, digits, dots, dashes; at most 40)',
      ],
    ],
    [
      'a choice that comes twice',
      'proves: A.\nmachine: { vcpus: 4 }\nwith: { vcpu: [1, 2, 1] }\nsteps: [boot, offline: $vcpu]',
      ['3:22 found 1 a second time, expected each value once'],
    ],
    [
      'a matrix that nobody can mean',
      `proves: A.\nmachine: { vcpus: 4 }\nwith:\n${['a', 'b', 'c'].map((p) => `  ${p}: [1, 2, 3, 4, 5, 6, 7]\n`).join('')}steps: [boot, offline: $a, offline: $b, offline: $c]`,
      ['3:1 found a matrix of 343 cells, expected at most 256'],
    ],
    [
      'the same key twice',
      'proves: A.\nproves: B.\nmachine: { vcpus: 4 }\nsteps: [boot]',
      ['2:1 found the key "proves" a second time, expected it once'],
    ],
    [
      'an empty file',
      '',
      ['1:1 found nothing in the file, expected a scenario: a map with proves, machine and steps'],
    ],
    [
      'a file of another kind',
      'just words',
      ['1:1 found "just words", expected a scenario: a map with proves, machine and steps'],
    ],
    [
      'an unquoted colon, which YAML speaks of in riddles',
      'proves: note: this\nsteps: [boot]',
      ['1:9 found a second ": " in one line; a text that holds ": " needs quotes'],
    ],
    [
      'a slip of the indentation, once',
      'proves: A.\nsteps:\n  - boot\n - reset',
      ['4:1 found a line that fits neither the list nor the map around it; see its indentation'],
    ],
    [
      'aliases, so that none can make a small file huge',
      'a: &a [x, x]\nb: [*a, *a]',
      [
        '1:7 found the anchor &a; scenarios have no anchors, write it out',
        '2:5 found the alias *a; scenarios have no aliases, write it out',
        '2:9 found the alias *a; scenarios have no aliases, write it out',
      ],
    ],
    [
      'tags',
      'proves: !!binary aGk=',
      ['1:18 found the tag tag:yaml.org,2002:binary; scenarios have no tags'],
    ],
    ['keys that are no words', '? [a]\n: 1', ['1:3 found a list or map as a key, expected a word']],
    [
      'a second document',
      'a: 1\n---\nb: 2',
      ['2:1 found a second document (---), expected one scenario a file'],
    ],
  ];
  for (const [what, text, expected] of cases) {
    it(`are told with their places: ${what}`, () => expect(mistakesIn(text)).to.deep.equal(expected));
  }

  it('are found in the steps, though the head of the file has others', () => {
    const text =
      'machine: { vcpus: 2, ram: 1G }\nwith: { vcpu: [] }\nsteps: [boot, offline: 7, offline: $vcpu]';
    expect(mistakesIn(text)).to.deep.equal([
      '1:1 "proves" is missing, expected what must hold, in a sentence',
      '1:22 found the key "ram", expected one of vcpus, slots, memory, arch',
      '2:15 found an empty list, expected at least one value',
      '3:24 there is no vCPU 7: this machine has vCPUs 0 to 1',
    ]);
  });

  it('have the same places in a file with CRLF line ends', () => {
    const text = withSteps('boot', 'ofline: 2');
    expect(mistakesIn(text.replaceAll('\n', '\r\n'))).to.deep.equal(mistakesIn(text));
  });

  it('survive nesting that no stack is deep enough for', () => {
    expect(mistakesIn('['.repeat(30_000))[0]).to.contain('too many levels of nesting');
  });

  it('make a usage error that shows each line and points at the place', () => {
    const error = errorOf(withSteps('boot', 'ofline: 2', 'stop', 'stop'));
    expect(error).to.be.instanceOf(UsageError);
    expect(error.message.split('\n')).to.deep.equal([
      'the scenario x.yaml has a mistake:',
      'x.yaml:5:5: unknown operation "ofline", did you mean "offline"?',
      '   5 |   - ofline: 2',
      '     |     ^^^^^^',
    ]);
  });

  it('never send a terminal what it would obey', () => {
    const message = errorOf(withSteps('boot', '"\u001b[2J\u009b1m"')).message;
    // eslint-disable-next-line no-control-regex -- these must not be there
    expect(message).not.to.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});
