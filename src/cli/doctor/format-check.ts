import pc from 'picocolors';
import type { Check } from './check.js';

const stateWidth = 9;
const nameWidth = 20;
const margin = ' '.repeat(stateWidth + nameWidth);

/** A check as a line, and its remedy as a second one. */
export function formatCheck({ name, state, found, remedy }: Check, colored: boolean): string {
  const { green, yellow, red } = pc.createColors(colored);
  const paint = { ok: green, limited: yellow, lacking: red }[state];
  const line = `${paint(state.padEnd(stateWidth))}${name.padEnd(nameWidth)}${found}`;
  return remedy === undefined ? line : `${line}\n${margin}→ ${remedy}`;
}
