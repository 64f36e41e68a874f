import type { Schema, SchemaInfo } from './introspection.js';

/** One type of one schema. */
export interface TypeNode {
  readonly schema: number;
  readonly info: SchemaInfo;
}

interface TypeClass {
  readonly kind: string;
  /** By schema. A class of what all schemas have (builtins, empty objects) may hold several types of one schema. */
  readonly nodes: Map<number, TypeNode[]>;
  /** For a class of one place: what stands for it, since its types belong to other classes. */
  readonly own?: TypeNode;
}

/** Which types of different schemas are the same: disjoint sets that grow by {@link place}. */
export class TypeClasses {
  /** How many joins there were. */
  joins = 0;
  readonly #byName: Map<string, TypeNode>[];
  readonly #classOf = new Map<TypeNode, TypeClass>();
  readonly #shared = new Map<string, TypeClass>();
  readonly #own = new Map<string, TypeNode>();

  constructor(schemas: readonly Schema[]) {
    this.#byName = schemas.map(
      ({ infos }, schema) => new Map(infos.map((info) => [info.name, { schema, info }])),
    );
    for (const node of this.all()) this.#classOf.set(node, this.#firstClass(node));
  }

  *all(): Iterable<TypeNode> {
    for (const nodes of this.#byName) for (const node of nodes.values()) if (isType(node.info)) yield node;
    yield* this.#own.values();
  }

  /**
   * Says that these types stand in the same place, and so are the same. Types that one schema tells apart cannot be
   * the same, although another schema has one type for both: the place then gets a class of its own, of just its types.
   *
   * @returns one node for each kind of type, in the order of the types
   */
  place(types: readonly (readonly [schema: number, name: string])[]): TypeNode[] {
    const kinds = new Map<string, TypeNode[]>();
    for (const [schema, name] of types) {
      const node = this.#node(schema, name);
      const { kind } = this.#class(node);
      kinds.set(kind, [...(kinds.get(kind) ?? []), node]);
    }
    return [...kinds].map(([kind, nodes]) => {
      const [first, ...others] = nodes as [TypeNode, ...TypeNode[]];
      const joined = others.filter((other) => this.#join(first, other));
      return joined.length === others.length ? this.representative(first) : this.#ownClass(kind, nodes);
    });
  }

  representative(node: TypeNode): TypeNode {
    const { nodes, own } = this.#class(node);
    const [[first] = []] = nodes.values();
    return own ?? first ?? node;
  }

  /** All types of the node's class, with their schemas. */
  members(node: TypeNode): [number, SchemaInfo][] {
    const nodes = [...this.#class(node).nodes.values()].flat();
    return nodes.sort((a, b) => a.schema - b.schema).map(({ schema, info }) => [schema, info]);
  }

  isEmpty(node: TypeNode): boolean {
    return this.#class(node).kind === EMPTY;
  }

  #join(a: TypeNode, b: TypeNode): boolean {
    const [into, from] = [this.#class(a), this.#class(b)];
    if (into === from) return true;
    if (into.kind !== from.kind || [...from.nodes.keys()].some((schema) => into.nodes.has(schema)))
      return false;
    for (const [schema, nodes] of from.nodes) {
      into.nodes.set(schema, nodes);
      for (const node of nodes) this.#classOf.set(node, into);
    }
    this.joins++;
    return true;
  }

  #ownClass(kind: string, nodes: readonly TypeNode[]): TypeNode {
    const key = nodes.map(({ schema, info }) => `${schema} ${info.name}`).join();
    const [first] = nodes as [TypeNode];
    const own = this.#own.get(key) ?? { ...first };
    this.#own.set(key, own);
    this.#classOf.set(own, { kind, nodes: new Map(nodes.map((node) => [node.schema, [node]])), own });
    return own;
  }

  #class(node: TypeNode): TypeClass {
    const found = this.#classOf.get(node);
    if (!found)
      throw new Error(`the schema uses ${node.info.name} as a type; it is a ${node.info['meta-type']}`);
    return found;
  }

  #node(schema: number, name: string): TypeNode {
    const node = this.#byName[schema]?.get(name);
    if (!node) throw new Error(`the schema names a type ${name} that it does not have`);
    return node;
  }

  #firstClass(node: TypeNode): TypeClass {
    const kind = kindOf(node.info);
    if (!kind.startsWith(SHARED)) return { kind, nodes: new Map([[node.schema, [node]]]) };
    const shared = this.#shared.get(kind) ?? { kind, nodes: new Map<number, TypeNode[]>() };
    this.#shared.set(kind, shared);
    shared.nodes.set(node.schema, [...(shared.nodes.get(node.schema) ?? []), node]);
    return shared;
  }
}

const SHARED = 'shared:';
const EMPTY = `${SHARED}empty`;

/** Only types of the same kind can be the same. */
function kindOf(info: SchemaInfo): string {
  if (info['meta-type'] === 'builtin') return `${SHARED}${info.name}`;
  // Many places have an empty object, and say nothing of each other by that.
  if (info['meta-type'] === 'object' && info.members.length === 0 && !info.variants?.length) return EMPTY;
  return info['meta-type'];
}

function isType(info: SchemaInfo): boolean {
  return info['meta-type'] !== 'command' && info['meta-type'] !== 'event';
}
