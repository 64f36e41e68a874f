import { stripVTControlCharacters } from 'node:util';

/** A line from a guest, from QEMU or out of a file, so that a terminal only shows it and does not obey it. */
export function harmless(line: string): string {
  return (
    stripVTControlCharacters(line)
      .replace(/[\t\n]/g, ' ')
      // eslint-disable-next-line no-control-regex -- what a terminal would obey is what is taken out
      .replace(/[\u0000-\u001f\u007f-\u009f]/g, '')
  );
}

/** A duration that keeps its form while it grows: `0.4 s`, `12.0 s`, `3 min 07 s`. */
export function duration(ms: number): string {
  if (ms < 99_950) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** How many columns a terminal gives to a text without escapes. Where terminals differ, the larger number. */
export function displayWidth(text: string): number {
  return Array.from(text).reduce((width, letter) => width + columnsOf(letter.codePointAt(0) ?? 0), 0);
}

function columnsOf(codePoint: number): number {
  const punctuationAndBoxes = codePoint >= 0x2000 && codePoint < 0x2600;
  return codePoint < 0x1100 || punctuationAndBoxes ? 1 : 2;
}

/** The text cut to at most so many columns, with an ellipsis where something is missing. */
export function fit(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let [kept, width] = ['', 1];
  for (const letter of text) {
    width += columnsOf(letter.codePointAt(0) ?? 0);
    if (width > columns) break;
    kept += letter;
  }
  return columns < 1 ? '' : `${kept}…`;
}

/** As {@link fit}, but the end stays: what tells two cells of one scenario apart stands there. */
export function fitMiddle(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  const letters = Array.from(text);
  let end = '';
  for (let letter = letters.pop(); letter !== undefined; letter = letters.pop()) {
    if (displayWidth(letter + end) > Math.floor(columns / 2)) break;
    end = letter + end;
  }
  return `${fit(text, columns - displayWidth(end))}${end}`;
}

/** `1 cell`, `2 cells`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
