import type { MergedRoot, MergedSchema, MergedType, Place } from './merge.js';
import type { TypeNode } from './type-classes.js';

/** Which way a type goes: `in` to QEMU as an argument, `out` of it in a result or event. */
export type Direction = 'in' | 'out';

/** A type that gets a name: an object or enum, in one direction, or in both when that makes no difference. */
export interface NamedType {
  readonly name: string;
  readonly node: TypeNode;
  readonly direction: Direction;
}

/** The names of all types that are used. */
export interface Names {
  readonly all: readonly NamedType[];
  nameOf(node: TypeNode, direction: Direction): string;
}

interface Stop {
  readonly place: Place;
  readonly path: string;
  readonly direction: Direction;
}

/**
 * Names types by where they occur, walking breadth-first from the commands and events in their order: the first, and
 * so shortest, path to a type names it. An object that goes both ways and holds an enum gets two names, since a
 * result's enum is open and an argument's is not.
 */
export function nameTypes(merged: MergedSchema): Names {
  const twofold = findTwofold(merged);
  const named = new Map<string, NamedType>();
  const taken = new Set<string>();
  const numbers = new Map<TypeNode, number>();
  const keyOf = (node: TypeNode, direction: Direction) => {
    if (!numbers.has(node)) numbers.set(node, numbers.size);
    return `${numbers.get(node)}${twofold.has(node) ? direction : ''}`;
  };
  const queue = rootStops(merged);
  for (let stop = queue.shift(); stop; stop = queue.shift()) {
    for (const node of stop.place) {
      const type = merged.typeOf(node);
      const nested = { path: stop.path, direction: stop.direction };
      if (type.is === 'array') queue.push({ ...nested, place: type.element });
      if (type.is === 'alternate') queue.push({ ...nested, place: type.choices });
      const key = keyOf(node, stop.direction);
      if ((type.is !== 'object' && type.is !== 'enum') || named.has(key)) continue;
      const name = free(stop.path, taken);
      named.set(key, { name, node, direction: stop.direction });
      if (type.is === 'object') queue.push(...memberStops(type, name, stop.direction));
    }
  }
  const nameOf = (node: TypeNode, direction: Direction) => {
    const found = named.get(keyOf(node, direction));
    if (!found) throw new Error(`no path leads to the type ${node.info.name}`);
    return found.name;
  };
  const all = [...named.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { all, nameOf };
}

/** `query-cpus-fast` → `QueryCpusFast`, `BLOCK_JOB_READY` → `BlockJobReady`. */
function pascal(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + calm(word.slice(1))).join('');
}

function calm(rest: string): string {
  return rest === rest.toUpperCase() ? rest.toLowerCase() : rest;
}

function rootStops(merged: MergedSchema): Stop[] {
  const isArray = (place: Place) => place.some((node) => merged.typeOf(node).is === 'array');
  const result = ({ name, result: place = [] }: MergedRoot): Stop => ({
    place,
    path: `${pascal(name)}Result${isArray(place) ? 'Item' : ''}`,
    direction: 'out',
  });
  return [
    ...merged.commands.flatMap((command): Stop[] => [
      { place: command.arguments, path: `${pascal(command.name)}Args`, direction: 'in' },
      result(command),
    ]),
    ...merged.events.map(({ name, arguments: place }): Stop => ({
      place,
      path: `${pascal(name)}Event`,
      direction: 'out',
    })),
  ];
}

function memberStops(type: MergedType & { is: 'object' }, parent: string, direction: Direction): Stop[] {
  return [
    ...type.members.map(({ name, place }) => ({ place, path: parent + pascal(name), direction })),
    ...type.variants.map((variant) => ({
      place: variant.place,
      path: parent + pascal(variant.case),
      direction,
    })),
  ];
}

/** The objects that go both ways and hold an enum, themselves or in what they hold. */
function findTwofold(merged: MergedSchema): ReadonlySet<TypeNode> {
  const reached = { in: new Set<TypeNode>(), out: new Set<TypeNode>() };
  const visit = (place: Place, direction: Direction) => {
    for (const node of place) {
      if (reached[direction].has(node)) continue;
      reached[direction].add(node);
      for (const next of placesIn(merged.typeOf(node))) visit(next, direction);
    }
  };
  for (const { place, direction } of rootStops(merged)) visit(place, direction);
  const both = [...reached.in].filter((node) => reached.out.has(node));
  const holders = new Set(both.filter((node) => merged.typeOf(node).is === 'enum'));
  for (let before = -1; before !== holders.size;) {
    before = holders.size;
    for (const node of both) {
      if (placesIn(merged.typeOf(node)).some((place) => place.some((held) => holders.has(held))))
        holders.add(node);
    }
  }
  return new Set([...holders].filter((node) => merged.typeOf(node).is === 'object'));
}

function placesIn(type: MergedType): Place[] {
  switch (type.is) {
    case 'array':
      return [type.element];
    case 'alternate':
      return [type.choices];
    case 'object':
      return [...type.members, ...type.variants].map(({ place }) => place);
    default:
      return [];
  }
}

function free(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}${number}`;
  taken.add(free);
  return free;
}
