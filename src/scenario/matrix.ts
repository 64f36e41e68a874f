import type { Choice } from './scenario.js';

export type Choices = Readonly<Record<string, readonly Choice[]>>;
export type Cell = Readonly<Record<string, Choice>>;

/** How many cells a matrix has. */
export function cellCount(choices: Choices): number {
  return Object.values(choices).reduce((product, values) => product * values.length, 1);
}

/** Every combination of the choices; the last parameter varies fastest. One empty cell when there is nothing to choose. */
export function cells(choices: Choices): Cell[] {
  return Object.entries(choices).reduce<Cell[]>(
    (made, [parameter, values]) =>
      made.flatMap((cell) => values.map((value) => ({ ...cell, [parameter]: value }))),
    [{}],
  );
}

/** `scenario[vcpu=1,transport=file]` */
export function cellName(scenario: string, cell: Cell): string {
  const made = Object.entries(cell).map(([parameter, value]) => `${parameter}=${value}`);
  return made.length === 0 ? scenario : `${scenario}[${made.join(',')}]`;
}

/** The parameter that a value stands for: `$vcpu` → `vcpu`. */
export function parameterIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.startsWith('$') ? value.slice(1) : undefined;
}

/** The parameters that a value, with everything inside it, refers to, and where in it. */
export function parametersIn(
  value: unknown,
  path: PropertyKey[] = [],
): { name: string; path: PropertyKey[] }[] {
  const name = parameterIn(value);
  if (name !== undefined) return [{ name, path }];
  if (typeof value !== 'object' || value === null) return [];
  const entries: [PropertyKey, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  return entries.flatMap(([key, inner]) => parametersIn(inner, [...path, key]));
}

/** A value with every `$parameter` in it replaced by the cell's choice. */
export function bind(value: unknown, cell: Cell): unknown {
  const name = parameterIn(value);
  if (name !== undefined) return Object.hasOwn(cell, name) ? cell[name] : value;
  if (Array.isArray(value)) return value.map((inner) => bind(inner, cell));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bind(inner, cell)]));
}
