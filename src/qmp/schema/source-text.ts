import type { Schema } from './introspection.js';

/** The beginning of every generated file. */
export function header(versions: string, schemas: readonly Schema[]): string {
  const asked = schemas.map(({ version, target }) => `${version} ${target}`).join(', ');
  return `/*
 * Made by src/qmp/schema/main.ts out of query-qmp-schema: make it again with \`npm run generate:qmp\`; do not edit.
 * Asked were: ${asked}.
 * A comment names the QEMUs, out of these, that know something; where a member, value or type has none,
 * all of them do that know what it belongs to (for a type, ${versions}).
 */
`;
}

/** A TSDoc comment of these lines; nothing when there are none. */
export function comment(lines: readonly string[], indent: string): string {
  if (lines.length === 0) return '';
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}

export function isIdentifier(name: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(name);
}
