import type { KeptFinding } from './events.js';
import type { FoundWalk } from './keep-finding.js';

/** What is known does not stand for the same beside something new, which makes it news. */
const keyOf = ({ findings: [{ signature }], known }: FoundWalk): string =>
  known ? `known: ${signature}` : signature;

interface Found {
  readonly first: FoundWalk;
  seen: number;
  /** Left out until it was shrunk. */
  kept?: KeptFinding;
}

/** What walks have found, once for each signature: the first walk that showed it, and how many did. */
export class FoundWalks {
  readonly #found = new Map<string, Found>();

  remember(walk: FoundWalk): void {
    const before = this.#found.get(keyOf(walk));
    if (before) before.seen += 1;
    else this.#found.set(keyOf(walk), { first: walk, seen: 1 });
  }

  /** What is not kept yet, the first one found first. */
  get fresh(): FoundWalk[] {
    return [...this.#found.values()].filter(({ kept }) => !kept).map(({ first }) => first);
  }

  /** Of a walk that is {@link fresh}: what became of it. @returns it, with how often it was seen */
  keep(walk: FoundWalk, kept: KeptFinding): KeptFinding {
    const found = this.#found.get(keyOf(walk));
    if (!found) throw new Error(`no walk found ${kept.signature}`);
    found.kept = kept;
    return { ...kept, seen: found.seen };
  }

  /** In the order in which they were found. */
  get kept(): KeptFinding[] {
    return [...this.#found.values()].flatMap(({ kept, seen }) => (kept ? [{ ...kept, seen }] : []));
  }
}
