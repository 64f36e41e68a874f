/** A terminal that understands as much as vmwright sends, to see what a person would see. */
export class FakeTerminal {
  readonly isTTY = true;
  /** Everything written, a write each. */
  readonly writes: string[] = [];
  /** A letter for each column; nothing in the second one of a wide letter. */
  #lines: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor(
    public columns = 80,
    public rows = 24,
  ) {}

  /** What stands on it, without empty lines at the end. */
  get screen(): string[] {
    const lines = this.#lines.map((line) => line.join('').trimEnd());
    while (lines.at(-1) === '') lines.pop();
    return lines;
  }

  write(text: string): void {
    this.writes.push(text);
    // eslint-disable-next-line no-control-regex -- a terminal reads escape sequences
    for (const [token] of text.matchAll(/\u001b\[(\d*)([A-Za-z])|[^]/gu)) this.#obey(token);
  }

  #obey(token: string): void {
    if (token === '\r') this.#column = 0;
    else if (token === '\n') this.#newLine();
    else if (token.endsWith('A') && token.length > 1)
      this.#row = Math.max(0, this.#row - Number(token.slice(2, -1)));
    else if (token === '\u001b[K') this.#line().splice(this.#column);
    else if (token === '\u001b[J') this.#eraseBelow();
    else if (token.endsWith('m') && token.length > 1) return;
    else if (token.length > 1 && token.startsWith('\u001b'))
      throw new Error(`unknown escape ${JSON.stringify(token)}`);
    else this.#put(token);
  }

  #line(): string[] {
    return (this.#lines[this.#row] ??= []);
  }

  #put(letter: string): void {
    const width = letter >= '\u2e80' ? 2 : 1;
    if (this.#column + width > this.columns) this.#newLine();
    const line = this.#line();
    while (line.length < this.#column) line.push(' ');
    line.splice(this.#column, width, ...(width === 2 ? [letter, ''] : [letter]));
    this.#column += width;
  }

  #newLine(): void {
    this.#row += 1;
    this.#column = 0;
    this.#line();
  }

  #eraseBelow(): void {
    this.#line().splice(this.#column);
    this.#lines.length = this.#row + 1;
  }
}
