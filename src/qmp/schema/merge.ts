import type { EnumMember, ObjectInfo, Schema, SchemaInfo } from './introspection.js';
import { TypeClasses, type TypeNode } from './type-classes.js';

/** Which schemas know something, as their indices in the list that was merged. */
export type Known = ReadonlySet<number>;

/** Features by name, with the schemas that give them. */
export type Features = ReadonlyMap<string, Known>;

/** A place where a type stands: one class of types, or several where QEMU versions differ too much. */
export type Place = readonly TypeNode[];

export interface MergedMember {
  readonly name: string;
  readonly place: Place;
  readonly known: Known;
  readonly required: Known;
  readonly features: Features;
}

export type MergedType =
  | { readonly is: 'builtin'; readonly name: string }
  | { readonly is: 'empty' }
  | { readonly is: 'enum'; readonly known: Known; readonly values: readonly MergedValue[] }
  | { readonly is: 'array'; readonly element: Place }
  | { readonly is: 'alternate'; readonly choices: Place }
  | {
      readonly is: 'object';
      readonly known: Known;
      readonly features: Features;
      readonly members: readonly MergedMember[];
      readonly tag: string | undefined;
      readonly variants: readonly MergedVariant[];
    };

interface MergedValue {
  readonly name: string;
  readonly known: Known;
  readonly features: Features;
}

export interface MergedVariant {
  readonly case: string;
  readonly place: Place;
  readonly known: Known;
}

export interface MergedRoot {
  readonly name: string;
  readonly known: Known;
  readonly features: Features;
  readonly arguments: Place;
  /** Undefined for an event. */
  readonly result: Place | undefined;
  readonly oob: boolean;
}

/** Several schemas in one. */
export interface MergedSchema {
  readonly schemas: readonly Schema[];
  readonly commands: readonly MergedRoot[];
  readonly events: readonly MergedRoot[];
  /** What a node stands for: equal for all nodes of one class. */
  typeOf(node: TypeNode): MergedType;
}

/**
 * Merges schemas. The names of types in a schema are numbers without a meaning beyond it, so types are the same when
 * they stand in the same place: the argument of the same command, the same member of the same type.
 */
export function merge(schemas: readonly Schema[]): MergedSchema {
  const classes = new TypeClasses(schemas);
  const roots = (metaType: 'command' | 'event') => mergeRoots(schemas, classes, metaType);
  const mergeAll = () => ({ commands: roots('command'), events: roots('event') });
  // Each join can put members of types in the same place, which joins more: until nothing changes.
  let merged = mergeAll();
  for (let before = -1; before !== classes.joins;) {
    before = classes.joins;
    merged = mergeAll();
    for (const node of classes.all()) mergeType(classes, node);
  }
  const types = new Map<TypeNode, MergedType>();
  const typeOf = (node: TypeNode): MergedType => {
    const representative = classes.representative(node);
    const known = types.get(representative) ?? mergeType(classes, representative);
    types.set(representative, known);
    return known;
  };
  return { schemas, ...merged, typeOf };
}

type RootInfo = Extract<SchemaInfo, { 'meta-type': 'command' | 'event' }>;

function mergeRoots(
  schemas: readonly Schema[],
  classes: TypeClasses,
  metaType: RootInfo['meta-type'],
): MergedRoot[] {
  const found = new Map<string, [number, RootInfo][]>();
  schemas.forEach(({ infos }, schema) => {
    for (const info of infos)
      if (info['meta-type'] === metaType) append(found, info.name, [schema, info] as const);
  });
  return sorted(found).map(([name, infos]) => ({
    name,
    known: new Set(infos.map(([schema]) => schema)),
    features: mergeFeatures(infos),
    arguments: classes.place(infos.map(([schema, info]) => [schema, info['arg-type']])),
    result:
      metaType === 'event'
        ? undefined
        : classes.place(
            infos.map(([schema, info]) => [schema, (info as { 'ret-type': string })['ret-type']]),
          ),
    oob: infos.some(([, info]) => 'allow-oob' in info && info['allow-oob']),
  }));
}

function mergeType(classes: TypeClasses, node: TypeNode): MergedType {
  const infos = classes.members(node);
  const first = infos[0]?.[1];
  switch (first?.['meta-type']) {
    case 'builtin':
      return { is: 'builtin', name: first.name };
    case 'enum':
      return { is: 'enum', known: schemasOf(infos), values: mergeValues(infos) };
    case 'array':
      return {
        is: 'array',
        element: classes.place(only(infos, 'array').map(([s, info]) => [s, info['element-type']])),
      };
    case 'alternate':
      return {
        is: 'alternate',
        choices: classes.place(
          only(infos, 'alternate').flatMap(([s, info]) => info.members.map(({ type }) => [s, type])),
        ),
      };
    default: {
      const objects = only(infos, 'object');
      if (classes.isEmpty(node)) return { is: 'empty' };
      return {
        is: 'object',
        known: schemasOf(infos),
        features: mergeFeatures(infos),
        members: mergeMembers(classes, objects),
        tag: objects.find(([, info]) => info.tag !== undefined)?.[1].tag,
        variants: mergeVariants(classes, objects),
      };
    }
  }
}

function mergeValues(infos: readonly [number, SchemaInfo][]): MergedValue[] {
  const values = new Map<string, [number, EnumMember][]>();
  for (const [schema, info] of only(infos, 'enum')) {
    for (const value of info.members ?? info.values.map((name) => ({ name })))
      append(values, value.name, [schema, value]);
  }
  return sorted(values).map(([name, found]) => ({
    name,
    known: schemasOf(found),
    features: mergeFeatures(found),
  }));
}

function mergeMembers(classes: TypeClasses, objects: readonly [number, ObjectInfo][]): MergedMember[] {
  const found = new Map<string, [number, ObjectInfo['members'][number]][]>();
  for (const [schema, info] of objects)
    for (const member of info.members) append(found, member.name, [schema, member]);
  return sorted(found).map(([name, members]) => ({
    name,
    place: classes.place(members.map(([schema, member]) => [schema, member.type])),
    known: schemasOf(members),
    required: schemasOf(members.filter(([, member]) => !('default' in member))),
    features: mergeFeatures(members),
  }));
}

function mergeVariants(classes: TypeClasses, objects: readonly [number, ObjectInfo][]): MergedVariant[] {
  const found = new Map<string, [number, string][]>();
  for (const [schema, info] of objects)
    for (const variant of info.variants ?? []) append(found, variant.case, [schema, variant.type]);
  return sorted(found).map(([name, types]) => ({
    case: name,
    place: classes.place(types),
    known: schemasOf(types),
  }));
}

function mergeFeatures(
  infos: readonly (readonly [number, { readonly features?: readonly string[] }])[],
): Features {
  const features = new Map<string, Set<number>>();
  for (const [schema, info] of infos) {
    for (const feature of info.features ?? []) {
      features.set(feature, (features.get(feature) ?? new Set()).add(schema));
    }
  }
  return new Map(sorted(features));
}

function schemasOf(found: readonly (readonly [number, unknown])[]): Known {
  return new Set(found.map(([schema]) => schema));
}

function only<M extends SchemaInfo['meta-type']>(infos: readonly [number, SchemaInfo][], metaType: M) {
  return infos.filter(
    (entry): entry is [number, Extract<SchemaInfo, { 'meta-type': M }>] => entry[1]['meta-type'] === metaType,
  );
}

function append<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** By name, in the order of characters and not of any locale: the same everywhere. */
function sorted<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
