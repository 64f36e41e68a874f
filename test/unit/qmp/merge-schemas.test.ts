import { expect } from 'chai';
import type { Schema, SchemaInfo } from '../../../src/qmp/schema/introspection.js';
import { merge } from '../../../src/qmp/schema/merge.js';
import { print } from '../../../src/qmp/schema/print.js';

const STR: SchemaInfo = { name: 'str', 'meta-type': 'builtin', 'json-type': 'string' };
const INT: SchemaInfo = { name: 'int', 'meta-type': 'builtin', 'json-type': 'int' };
const EMPTY: SchemaInfo = { name: '0', 'meta-type': 'object', members: [] };

const object = (name: string, ...members: (readonly [string, string, 'optional'?])[]): SchemaInfo => ({
  name,
  'meta-type': 'object',
  members: members.map(([member, type, optional]) => ({
    name: member,
    type,
    ...(optional ? { default: null } : {}),
  })),
});
const command = (name: string, args = '0', result = '0', features: string[] = []): SchemaInfo => ({
  name,
  'meta-type': 'command',
  'arg-type': args,
  'ret-type': result,
  features,
});
const enumOf = (name: string, ...values: string[]): SchemaInfo => ({ name, 'meta-type': 'enum', values });
const array = (name: string, of: string): SchemaInfo => ({ name, 'meta-type': 'array', 'element-type': of });
const schema = (version: string, ...infos: SchemaInfo[]): Schema => ({
  version,
  target: 'aarch64',
  infos: [STR, INT, EMPTY, ...infos],
});

/** The generated text without comments, and with single spaces. */
function generate(...schemas: Schema[]): { types: string; commands: string; events: string } {
  const files = print(merge(schemas));
  const read = (file: string) => (files.get(file) ?? '').replace(/\/\*[^]*?\*\//g, '').replace(/\s+/g, ' ');
  return { types: read('types.ts'), commands: read('commands.ts'), events: read('events.ts') };
}

describe('Generating types out of schemas', () => {
  it('makes a member optional that some QEMU does not require or know', () => {
    const { types } = generate(
      schema('1.0', command('go', '1'), object('1', ['uri', 'str'], ['old', 'int'])),
      schema('2.0', command('go', '7'), object('7', ['uri', 'str', 'optional'], ['always', 'int'])),
    );
    expect(types).to.contain(
      'interface GoArgs { always?: Integer | undefined; old?: Integer | undefined; uri?: string | undefined; }',
    );
  });

  it('says which QEMU knows what', () => {
    const text = print(
      merge([
        schema('1.0', command('both', '1'), object('1', ['a', 'str'])),
        schema(
          '2.0',
          command('both', '1', '0', ['deprecated']),
          object('1', ['a', 'str'], ['b', 'str']),
          command('late'),
        ),
      ]),
    );
    expect(text.get('commands.ts')).to.match(
      /QEMU 1\.0, 2\.0\.\n\s+\* @deprecated in QEMU 2\.0\n\s+\*\/\n\s+both:/,
    );
    expect(text.get('commands.ts')).to.match(/\/\*\* QEMU 2\.0\. \*\/\n {2}late:/);
    expect(text.get('types.ts')).to.match(/\/\*\* QEMU 2\.0\. \*\/\n {2}b\?:/);
  });

  it('leaves enums open in results and closed in arguments, also where one object goes both ways', () => {
    const { types } = generate(
      schema(
        '1.0',
        command('put', '1'),
        command('take', '0', '1'),
        object('1', ['mode', '2']),
        enumOf('2', 'on', 'off'),
      ),
    );
    expect(types).to.contain('interface PutArgs { mode: PutArgsMode; }');
    expect(types).to.contain('interface TakeResult { mode: Open<PutArgsMode>; }');
    expect(types).to.contain("type PutArgsMode = 'off' | 'on';");
  });

  it('names a recursive type once', () => {
    const { types, commands } = generate(
      schema(
        '1.0',
        command('tree', '0', '[1]'),
        array('[1]', '1'),
        object('1', ['children', '[1]', 'optional']),
      ),
    );
    expect(commands).to.contain('result: types.TreeResultItem[]');
    expect(types).to.contain('interface TreeResultItem { children?: TreeResultItem[]; }');
  });

  it('tells variants apart by their tag, and puts equal ones together', () => {
    const union: SchemaInfo = {
      name: '1',
      'meta-type': 'object',
      members: [
        { name: 'driver', type: '2' },
        { name: 'id', type: 'str' },
      ],
      tag: 'driver',
      variants: [
        { case: 'file', type: '3' },
        { case: 'null', type: '0' },
        { case: 'zero', type: '0' },
      ],
    };
    const { types } = generate(
      schema(
        '1.0',
        command('add', '1'),
        union,
        enumOf('2', 'file', 'null', 'zero'),
        object('3', ['path', 'str']),
      ),
    );
    expect(types).to.contain(
      "type AddArgs = AddArgsBase & ( | ({ driver: 'file' } & AddArgsFile) | { driver: 'null' | 'zero' } );",
    );
  });

  it('keeps types apart that one QEMU tells apart and another one does not', () => {
    const { types } = generate(
      schema(
        '1.0',
        command('a', '1'),
        command('b', '2'),
        object('1', ['x', 'str']),
        object('2', ['y', 'str']),
      ),
      schema('2.0', command('a', '5'), command('b', '5'), object('5', ['x', 'str'], ['y', 'str'])),
    );
    expect(types).to.contain('interface AArgs { x: string; y?: string | undefined; }');
    expect(types).to.contain('interface BArgs { x?: string | undefined; y: string; }');
  });

  it('lets arguments be left out that some QEMU does not have at all', () => {
    const { commands } = generate(
      schema('1.0', command('go')),
      schema('2.0', command('go', '1'), object('1', ['must', 'str'])),
    );
    expect(commands).to.contain('go: { arguments: Partial<types.GoArgs>; result: Empty }');
  });

  it('gives the same text for the same schemas, in whatever order their entries stand', () => {
    const entries = [
      command('a', '1'),
      command('b', '0', '[1]'),
      object('1', ['m', '2'], ['n', '3', 'optional']),
      enumOf('2', 'x', 'y'),
      object('3', ['o', '[1]', 'optional']),
      array('[1]', '1'),
    ];
    const forth = print(merge([schema('1.0', ...entries)]));
    const back = print(merge([schema('1.0', ...[...entries].reverse())]));
    expect([...back]).to.deep.equal([...forth]);
  });
});
