import type { SchemaInfo } from '../qmp/index.js';

/**
 * What `query-qmp-schema` says (docs/devel/qapi-code-gen). Names of types are numbers there, so that an enumeration can only be
 * found by the way to it from a command's arguments.
 */
export class IntrospectedSchema {
  readonly #byName: ReadonlyMap<string, SchemaInfo>;

  constructor(infos: readonly SchemaInfo[]) {
    this.#byName = new Map(infos.map((info) => [info.name, info]));
  }

  hasCommand(name: string): boolean {
    return this.#byName.get(name)?.['meta-type'] === 'command';
  }

  /**
   * The members of an enumeration.
   *
   * @param way - a command and its arguments' names: `migrate-set-parameters.multifd-compression`; none when it leads nowhere
   */
  valuesOf(way: string): readonly string[] {
    const [command = '', ...members] = way.split('.');
    const info = this.#byName.get(command);
    if (info?.['meta-type'] !== 'command') return [];
    const end = members.reduce<SchemaInfo | undefined>(
      (at, member) => this.#memberOf(at, member),
      this.#byName.get(info['arg-type']),
    );
    return end?.['meta-type'] === 'enum' ? end.values : [];
  }

  /** Whether an object, as the arguments of a command, has such a member. */
  hasMember(way: string): boolean {
    const [command = '', member = ''] = way.split('.');
    const info = this.#byName.get(command);
    return (
      info?.['meta-type'] === 'command' &&
      this.#memberOf(this.#byName.get(info['arg-type']), member) !== undefined
    );
  }

  #memberOf(at: SchemaInfo | undefined, name: string): SchemaInfo | undefined {
    if (at?.['meta-type'] !== 'object') return undefined;
    const type = at.members.find((member) => member.name === name)?.type;
    const found = type === undefined ? undefined : this.#byName.get(type);
    return found?.['meta-type'] === 'array' ? this.#byName.get(found['element-type']) : found;
  }
}
