import { appliesTo, explain, knowledgeOf, type Knowledge, type KnownFinding } from '../known/index.js';
import type { CellDescription } from './events.js';
import type { CellResult } from './outcome.js';

/** Lays the results of a run's cells against a list of known findings. */
export class KnownFindingsOfRun {
  readonly #known: readonly KnownFinding[];
  /** Those that should have shown in some cell, and those that did. */
  readonly #awaited = new Set<KnownFinding>();
  readonly #seen = new Set<KnownFinding>();

  constructor(known: readonly KnownFinding[]) {
    this.#known = known;
  }

  /** The result as it counts: findings that are known do not fail a cell. */
  judge(cell: CellDescription, result: CellResult): CellResult {
    if (result.outcome === 'skip' || result.outcome === 'error') return result;
    for (const entry of this.#known)
      if (entry.scenarios && entry.shows === 'always' && appliesTo(entry, cell)) this.#awaited.add(entry);
    if (result.outcome !== 'fail') return result;
    for (const finding of result.findings) {
      for (const entry of explain(this.#known, cell, [finding]) ?? []) this.#seen.add(entry);
    }
    if (result.everyTime) return result;
    const known = explain(this.#known, cell, result.findings);
    return known ? { outcome: 'known', findings: result.findings, known: known.map(knowledgeOf) } : result;
  }

  /** Whether a cell failed by nothing but findings that are known to show only rarely. */
  isByChance(cell: CellDescription, result: CellResult): boolean {
    if (result.outcome !== 'fail') return false;
    return explain(this.#known, cell, result.findings)?.every(({ shows }) => shows === 'rarely') ?? false;
  }

  /** Those that showed in none of the cells where they should have. */
  gone(): Knowledge[] {
    return [...this.#awaited].filter((entry) => !this.#seen.has(entry)).map(knowledgeOf);
  }
}
