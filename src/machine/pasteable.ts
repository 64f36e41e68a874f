import { shellQuote } from '../qemu/index.js';

/** One line for a shell: makes the private directory if it is gone, then starts QEMU. The guest's console is the terminal. */
export function pasteable(directory: string, argv: readonly string[]): string {
  return `${makeDirectory(directory)} && ${shellQuote(argv)}`;
}

/** The same as a script, an option a line. */
export function shellScript(directory: string, argv: readonly string[]): string {
  const lines: string[][] = [];
  for (const argument of argv) {
    const last = lines.at(-1);
    if (!last || argument.startsWith('-')) lines.push([argument]);
    else last.push(argument);
  }
  return `#!/bin/sh\n${makeDirectory(directory)} &&\nexec ${lines.map(shellQuote).join(' \\\n  ')}\n`;
}

function makeDirectory(directory: string): string {
  return `mkdir -p -m 700 ${shellQuote([directory])}`;
}
