/**
 * Parses JSON with every integer exact: a number where it is a safe one, else a bigint. Also takes `nan`, `inf`, `-nan`
 * and `-inf`, which QEMU prints for doubles although JSON has no such thing. Some five times slower than JSON.parse,
 * so only for texts that need it. (Node 20's JSON.parse tells its reviver nothing about the source text.)
 *
 * @throws SyntaxError with the position
 */
export function parseExactJson(text: string): unknown {
  const parser = new ExactJsonParser(text);
  return parser.parse();
}

// QEMU's own parser refuses more (MAX_NESTING in qobject/json-parser.c), and a call stack holds as many with ease.
const MAX_DEPTH = 1024;

const SPACE = /[ \t\r\n]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const WORD = /-?[a-z]+/y;

const WORDS = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
  ['nan', NaN],
  ['-nan', NaN],
  ['inf', Infinity],
  ['-inf', -Infinity],
]);

class ExactJsonParser {
  #at = 0;

  constructor(private readonly text: string) {}

  parse(): unknown {
    const value = this.#value(0);
    this.#skipSpace();
    if (this.#at < this.text.length) this.#fail('the end');
    return value;
  }

  #value(depth: number): unknown {
    this.#skipSpace();
    if (depth > MAX_DEPTH) this.#fail(`at most ${MAX_DEPTH} levels of nesting`);
    switch (this.text[this.#at]) {
      case '{':
        return this.#object(depth);
      case '[':
        return this.#array(depth);
      case '"':
        return this.#string();
      default:
        return this.#scalar();
    }
  }

  #object(depth: number): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    this.#at++;
    if (this.#takes('}')) return object;
    do {
      this.#skipSpace();
      const key = this.#string();
      if (!this.#takes(':')) this.#fail("':'");
      const value = this.#value(depth + 1);
      // An assignment to __proto__ would change the prototype; JSON.parse makes a member of it.
      if (key === '__proto__')
        Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
      else object[key] = value;
    } while (this.#takes(','));
    if (!this.#takes('}')) this.#fail("',' or '}'");
    return object;
  }

  #array(depth: number): unknown[] {
    const array: unknown[] = [];
    this.#at++;
    if (this.#takes(']')) return array;
    do array.push(this.#value(depth + 1));
    while (this.#takes(','));
    if (!this.#takes(']')) this.#fail("',' or ']'");
    return array;
  }

  #string(): string {
    if (this.text[this.#at] !== '"') this.#fail('a string');
    let end = this.text.indexOf('"', this.#at + 1);
    while (end !== -1 && this.#isEscaped(end)) end = this.text.indexOf('"', end + 1);
    if (end === -1) this.#fail("the string's end");
    const literal = this.text.slice(this.#at, end + 1);
    const string = JSON.parse(literal) as string;
    this.#at = end + 1;
    return string;
  }

  #isEscaped(quote: number): boolean {
    let backslashes = 0;
    while (this.text[quote - 1 - backslashes] === '\\') backslashes++;
    return backslashes % 2 === 1;
  }

  #scalar(): unknown {
    const word = this.#match(WORD);
    if (word && WORDS.has(word[0])) return WORDS.get(word[0]);
    const number = word ? null : this.#match(NUMBER);
    if (!number) this.#fail('a value', word?.[0].length);
    const [digits, fraction, exponent] = number;
    const value = Number(digits);
    const isInteger = fraction === undefined && exponent === undefined;
    return isInteger && !Number.isSafeInteger(value) ? BigInt(digits) : value;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found) this.#at = pattern.lastIndex;
    return found;
  }

  #takes(character: string): boolean {
    this.#skipSpace();
    if (this.text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    SPACE.lastIndex = this.#at;
    SPACE.test(this.text);
    this.#at = SPACE.lastIndex;
  }

  #fail(expected: string, back = 0): never {
    const at = this.#at - back;
    const seen = at < this.text.length ? JSON.stringify(this.text.slice(at, at + 20)) : 'the end of the text';
    throw new SyntaxError(`expected ${expected} at character ${at}, found ${seen}`);
  }
}
