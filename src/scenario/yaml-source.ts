import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLError,
} from 'yaml';
import { quoted, type Mistake, type Place } from './mistakes.js';

/** Keys and indices from the file's root to a value. */
export type YamlPath = readonly PropertyKey[];

/** A YAML text with the plain values in it, and where each of them stands. */
export class YamlSource {
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;
  readonly #text: string;
  /** What YAML itself finds wrong. */
  readonly mistakes: readonly Mistake[];
  /** The whole as plain values; `undefined` when it cannot be read at all, and `mistakes` say why. */
  readonly value: unknown;

  constructor(text: string) {
    this.#text = text;
    this.#document = parseDocument(text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      // Whatever a %YAML directive says: `yes` and `off` stay words.
      schema: 'core',
      // At `silent`, it would keep quiet about a second document as well.
      logLevel: 'error',
    });
    const { errors } = this.#document;
    const duplicates = errors.filter((error) => error.code === 'DUPLICATE_KEY');
    const syntax = errors.filter((error) => error.code !== 'DUPLICATE_KEY').sort(byPosition)[0];
    // One slip of the indentation makes several errors; all but the first mislead.
    const fatal = syntax ? [this.#mistake(syntax)] : this.#notForScenarios();
    this.mistakes = [...fatal, ...duplicates.map((error) => this.#duplicate(error))];
    this.value = fatal.length > 0 ? undefined : this.#document.toJS();
  }

  /** Where the value at a path stands; when it is not there, where the nearest thing around it does. */
  placeOf(path: YamlPath): Place {
    if (path.length === 0) return wholeFile;
    let node: unknown = this.#document.contents;
    for (const key of path) {
      const inner = childOf(node, key)?.value;
      if (!inner) break;
      node = inner;
    }
    return node === this.#document.contents ? wholeFile : this.#placeOfNode(node);
  }

  /** How the value at a path is written. */
  textOf(path: YamlPath): string {
    const { line, column, length } = this.placeOf(path);
    return (this.#text.split('\n')[line - 1] ?? '').slice(column - 1, column - 1 + length);
  }

  /** Where the key at the end of a path stands. */
  placeOfKey(path: YamlPath): Place {
    let node: unknown = this.#document.contents;
    for (const key of path.slice(0, -1)) node = childOf(node, key)?.value;
    const last = path.at(-1);
    const key = last === undefined ? undefined : childOf(node, last)?.key;
    return key ? this.#placeOfNode(key) : this.placeOf(path);
  }

  /** Anchors, aliases and tags make a short file mean something long or strange; a scenario needs none of them. */
  #notForScenarios(): Mistake[] {
    const found: Mistake[] = [];
    const refuse = (node: unknown, message: string) => {
      found.push({ ...this.#placeOfNode(node), message });
    };
    visit(this.#document, {
      Pair: (_, { key }) => {
        if (!isScalar(key)) refuse(key, 'found a list or map as a key, expected a word');
      },
      Alias: (_, node) =>
        refuse(node, `found the alias *${node.source}; scenarios have no aliases, write it out`),
      Value: (_, node) => {
        if (node.anchor)
          refuse(node, `found the anchor &${node.anchor}; scenarios have no anchors, write it out`);
        if (node.tag?.startsWith('!') || (node.tag && !plainTags.has(node.tag))) {
          refuse(node, `found the tag ${node.tag}; scenarios have no tags`);
        }
      },
    });
    return found;
  }

  #mistake(error: YAMLError): Mistake {
    return { ...this.#place(error.pos[0], error.pos[1]), message: inWords(error) };
  }

  #duplicate({ pos: [start] }: YAMLError): Mistake {
    const key = /^[\w$-]+/.exec(this.#text.slice(start, start + 60))?.[0] ?? '';
    const message = `found the key ${quoted(key)} a second time, expected it once`;
    return { ...this.#place(start, start + key.length), message };
  }

  #placeOfNode(node: unknown): Place {
    const range = (node as Node | null | undefined)?.range;
    return range ? this.#place(range[0], range[1]) : wholeFile;
  }

  #place(start: number, end: number): Place {
    const from = Math.max(0, Math.min(start, this.#text.length));
    const { line, col } = this.#lines.linePos(from);
    return { line: Math.max(1, line), column: Math.max(1, col), length: Math.max(1, end - from) };
  }
}

const wholeFile: Place = { line: 1, column: 1, length: 0 };

/** What a plain value has as its tag, when the parser writes one down at all. */
const plainTags = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((tag) => `tag:yaml.org,2002:${tag}`),
);

function childOf(node: unknown, key: PropertyKey): { key?: unknown; value?: unknown } | undefined {
  if (isSeq(node)) return { value: node.items[Number(key)] };
  if (!isMap(node)) return undefined;
  return node.items.find(
    (pair) => isPair(pair) && isScalar(pair.key) && String(pair.key.value) === String(key),
  );
}

function byPosition(a: YAMLError, b: YAMLError): number {
  return a.pos[0] - b.pos[0];
}

/** The parser speaks YAML's own language; people who write scenarios need not. */
function inWords({ code, message }: YAMLError): string {
  switch (code) {
    case 'MULTIPLE_DOCS':
      return 'found a second document (---), expected one scenario a file';
    case 'RESOURCE_EXHAUSTION':
      return 'found too many levels of nesting';
    case 'TAB_AS_INDENT':
      return 'found a tab as indentation, expected spaces';
    case 'BLOCK_AS_IMPLICIT_KEY':
      return message.startsWith('Nested mappings')
        ? 'found a second ": " in one line; a text that holds ": " needs quotes'
        : 'found a line that fits neither the list nor the map around it; see its indentation';
    default:
      return `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  }
}
