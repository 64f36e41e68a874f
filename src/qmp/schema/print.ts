import { Availability } from './availability.js';
import type { MergedRoot, MergedSchema } from './merge.js';
import { nameTypes } from './naming.js';
import { TypePrinter } from './print-types.js';
import { comment, header, isIdentifier } from './source-text.js';

// Its arguments are the device's properties, which no schema lists ('gen': false in qapi/qdev.json).
const TAKES_ANY_MEMBER = new Set(['device_add']);

/** The generated files, by name. The same schemas give the same bytes. */
export function print(merged: MergedSchema): Map<string, string> {
  const names = nameTypes(merged);
  const availability = new Availability(merged.schemas);
  const intro = header(availability.describe(availability.everywhere), merged.schemas);
  const here = new TypePrinter(merged, names, availability);
  const elsewhere = new TypePrinter(merged, names, availability, 'types.');
  return new Map([
    ['types.ts', intro + withImports(here.printAll())],
    ['commands.ts', intro + withImports(printCommands(merged, elsewhere, availability))],
    ['events.ts', intro + withImports(printEvents(merged, elsewhere, availability))],
  ]);
}

function printCommands({ commands }: MergedSchema, types: TypePrinter, availability: Availability): string {
  const entries = commands.map((command) => {
    const more = TAKES_ANY_MEMBER.has(command.name) ? ' & Record<string, unknown>' : '';
    const args = types.reference(command.arguments, 'in') + more;
    const result = types.reference(command.result ?? [], 'out');
    const oob = command.oob ? '; oob: true' : '';
    return `${describeRoot(command, availability)}  ${member(command.name)}: { arguments: ${args}; result: ${result}${oob} };\n`;
  });
  return printRegistry('Commands', 'What each command takes and returns.', entries);
}

function printEvents(merged: MergedSchema, types: TypePrinter, availability: Availability): string {
  const entries = merged.events.map((event) => {
    const isEmpty = event.arguments.every((node) => merged.typeOf(node).is === 'empty');
    const data = isEmpty ? 'undefined' : types.reference(event.arguments, 'out');
    return `${describeRoot(event, availability)}  ${member(event.name)}: ${data};\n`;
  });
  return printRegistry('Events', 'The data of each event.', entries);
}

function describeRoot({ known, features, oob }: MergedRoot, availability: Availability): string {
  const lines = [`${availability.describe(known)}.`, ...(oob ? ['Can run out of band.'] : [])];
  return comment([...lines, ...availability.describeFeatures(features)], '  ');
}

function printRegistry(name: string, doc: string, entries: readonly string[]): string {
  return `${comment([doc], '')}export interface ${name} {\n${entries.join('')}}\n`;
}

/** Puts the imports before a body that it uses. */
function withImports(body: string): string {
  const values = ['Empty', 'Integer', 'Open'].filter((name) => new RegExp(`\\b${name}\\b`).test(body));
  const fromValues = values.length > 0 ? `import type { ${values.join(', ')} } from '../values.js';\n` : '';
  const fromTypes = body.includes('types.') ? `import type * as types from './types.js';\n` : '';
  return `${fromValues}${fromTypes}\n${body}`;
}

function member(name: string): string {
  return isIdentifier(name) ? name : `'${name}'`;
}
