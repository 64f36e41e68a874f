import { type Availability, equal } from './availability.js';
import type { Known, MergedMember, MergedSchema, MergedType, MergedVariant, Place } from './merge.js';
import type { Direction, NamedType, Names } from './naming.js';
import { comment, isIdentifier } from './source-text.js';
import type { TypeNode } from './type-classes.js';

type MergedObject = MergedType & { is: 'object' };
type MergedEnum = MergedType & { is: 'enum' };

const BUILTINS: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'Integer',
  number: 'number',
  bool: 'boolean',
  null: 'null',
  any: 'unknown',
};

/** Prints merged types as TypeScript. */
export class TypePrinter {
  constructor(
    private readonly merged: MergedSchema,
    private readonly names: Names,
    private readonly availability: Availability,
    /** Goes before each name that is used: `types.` in another file than the types'. */
    private readonly prefix = '',
  ) {}

  /** All types that have a name, in the names' order. */
  printAll(): string {
    return this.names.all.map((named) => this.#print(named)).join('\n');
  }

  /** What stands for a type where it is used. */
  reference(place: Place, direction: Direction): string {
    // Where some QEMU has an object without members and another one with, none of the members is sure.
    const isObject = (node: TypeNode) => this.merged.typeOf(node).is === 'object';
    const isEmpty = (node: TypeNode) => this.merged.typeOf(node).is === 'empty';
    const isUnsure = place.some(isObject) && place.some(isEmpty);
    const choices = place
      .filter((node) => !isUnsure || !isEmpty(node))
      .map((node) => {
        const reference = this.#referenceTo(node, direction);
        return isUnsure && isObject(node) && this.#requiresAny(node) ? `Partial<${reference}>` : reference;
      });
    return [...new Set(choices)].join(' | ');
  }

  #referenceTo(node: TypeNode, direction: Direction): string {
    const type = this.merged.typeOf(node);
    switch (type.is) {
      case 'builtin':
        return BUILTINS[type.name] ?? 'unknown';
      case 'empty':
        return 'Empty';
      case 'array': {
        const element = this.reference(type.element, direction);
        return `${direction === 'in' ? 'readonly ' : ''}${element.includes('|') ? `(${element})` : element}[]`;
      }
      case 'alternate':
        return this.reference(type.choices, direction);
      case 'enum': {
        const name = this.prefix + this.names.nameOf(node, direction);
        return direction === 'in' ? name : `Open<${name}>`;
      }
      case 'object':
        return this.prefix + this.names.nameOf(node, direction);
    }
  }

  #requiresAny(node: TypeNode): boolean {
    const type = this.merged.typeOf(node);
    return type.is === 'object' && type.members.some(({ required }) => equal(required, type.known));
  }

  #print({ name, node, direction }: NamedType): string {
    const type = this.merged.typeOf(node);
    if (type.is === 'enum') return this.#printEnum(name, type);
    if (type.is !== 'object') return '';
    return type.variants.length > 0
      ? this.#printUnion(name, type, direction)
      : this.#printInterface(name, type, direction);
  }

  #printEnum(name: string, { known, values }: MergedEnum): string {
    const notes = values.flatMap((value) => [
      ...this.#unless(known, value.known).map((where) => `\`${value.name}\`: ${where}`),
      ...this.availability
        .describeFeatures(value.features)
        .map((line) => `\`${value.name}\`: ${line.replace('@d', 'd')}`),
    ]);
    const literals = values.map((value) => `'${value.name}'`);
    const doc = comment([...this.#unless(this.availability.everywhere, known), ...notes], '');
    return `${doc}export type ${name} =${oneOf(literals)};\n`;
  }

  #printInterface(name: string, type: MergedObject, direction: Direction, suffix = ''): string {
    const members = type.members.map((member) => this.#printMember(member, type.known, direction));
    return `${this.#describe(type)}export interface ${name}${suffix} {\n${members.join('')}}\n`;
  }

  #printUnion(name: string, type: MergedObject, direction: Direction): string {
    const members = type.members.filter((member) => member.name !== type.tag);
    const base =
      members.length > 0 ? this.#printInterface(name, { ...type, members }, direction, 'Base') + '\n' : '';
    const arms = groupVariants(type.variants).map((group) => this.#printArm(type, group, direction));
    const tag = type.members.find((member) => member.name === type.tag);
    if (tag && !equal(tag.required, type.known)) arms.push(`{ ${key(tag.name)}?: undefined }`);
    const union = `\n${arms.map((arm) => `  | ${arm}\n`).join('')}`;
    const body = base === '' ? `${union.trimEnd()};\n` : ` ${name}Base & (${union});\n`;
    return `${base}${this.#describe(type)}export type ${name} =${body}`;
  }

  #printArm(type: MergedObject, variants: readonly MergedVariant[], direction: Direction): string {
    const [first] = variants;
    if (!first) return 'never';
    const note = this.#unless(type.known, first.known).map((where) => `/** ${where} */ `);
    const tag = `{ ${note.join('')}${key(type.tag ?? '')}: ${variants.map((variant) => `'${variant.case}'`).join(' | ')} }`;
    const reference = this.reference(first.place, direction);
    return reference === 'Empty' ? tag : `(${tag} & ${reference})`;
  }

  #printMember(member: MergedMember, known: Known, direction: Direction): string {
    const { name, place, required, features } = member;
    const isOptional = !equal(required, known);
    const notes = [
      ...this.#unless(known, member.known),
      // An optional member that some QEMUs require, or always have.
      ...(required.size > 0 && !equal(required, member.known)
        ? [
            `${direction === 'in' ? 'Required' : 'Always present'} in ${this.availability.describe(required)}.`,
          ]
        : []),
      ...this.availability.describeFeatures(features),
    ];
    const optional = isOptional && direction === 'in' ? ' | undefined' : '';
    const type = this.reference(place, direction);
    return `${comment(notes, '  ')}  ${key(name)}${isOptional ? '?' : ''}: ${type}${optional};\n`;
  }

  #describe({ known, features }: MergedObject): string {
    const notes = [
      ...this.#unless(this.availability.everywhere, known),
      ...this.availability.describeFeatures(features),
    ];
    return comment(notes, '');
  }

  /** Who knows it, unless all do of those who could. */
  #unless(all: Known, known: Known): string[] {
    return equal(all, known) ? [] : [`${this.availability.describe(known)}.`];
  }
}

/** Variants that hold the same and are known to the same become one. */
function groupVariants(variants: readonly MergedVariant[]): MergedVariant[][] {
  const groups: MergedVariant[][] = [];
  for (const variant of variants) {
    const group = groups.find(
      ([first]) => first && equal(first.known, variant.known) && samePlace(first.place, variant.place),
    );
    if (group) group.push(variant);
    else groups.push([variant]);
  }
  return groups;
}

function samePlace(a: Place, b: Place): boolean {
  return a.length === b.length && a.every((node, index) => node === b[index]);
}

function oneOf(literals: readonly string[]): string {
  const oneLine = literals.join(' | ');
  return oneLine.length < 90 ? ` ${oneLine}` : `\n${literals.map((literal) => `  | ${literal}`).join('\n')}`;
}

function key(name: string): string {
  return isIdentifier(name) ? name : `'${name}'`;
}
