import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { EnvironmentError } from '../support/errors.js';
import { makeFolder } from '../support/make-folder.js';
import type { Walked } from './bench.js';
import type { BisectResult } from './result.js';

/** The failure that is looked for: one finding of one cell. */
export interface Culprit {
  /** Its cell, without a repetition's number. */
  readonly cell: string;
  readonly scenario: string;
  readonly choices: Readonly<Record<string, string | number>>;
  readonly arch: string;
  readonly accelerator: string;
  readonly kind: string;
  readonly signature: string;
  /** For people, as it was first seen. */
  readonly message: string;
}

export type Verdict = 'good' | 'bad' | 'skip';

/** Why a commit was skipped that may be judged another time. */
export type SkipCause = 'does not build' | 'walks broke off';

/** What became known, in order; times in milliseconds since the epoch. */
export type JournalEntry =
  | { readonly type: 'begun'; readonly at: number; readonly what: Readonly<Record<string, unknown>> }
  /** A commit was built, or could not be. */
  | {
      readonly type: 'built';
      readonly at: number;
      readonly commit: string;
      readonly ms: number;
      /** Why it does not build; left out when it does. */
      readonly failure?: string;
    }
  | { readonly type: 'culprit'; readonly at: number; readonly culprit: Culprit }
  /** The culprit's cell was walked once on a commit. */
  | (Walked & { readonly type: 'run'; readonly at: number; readonly commit: string })
  | {
      readonly type: 'verdict';
      readonly at: number;
      readonly commit: string;
      readonly verdict: Verdict;
      readonly reason: string;
      readonly because?: SkipCause;
      /** It was skipped before, and tried again from nothing. */
      readonly again?: true;
    }
  | {
      readonly type: 'ended';
      readonly at: number;
      /** What was asked for. */
      readonly confidence?: number;
      readonly result: BisectResult;
    };

/** What happened in a bisection, on disk as it happens, so that it can go on after any end. */
export class Journal {
  readonly #entries: JournalEntry[];

  /** @throws EnvironmentError when what is there cannot be read */
  constructor(readonly path: string) {
    this.#entries = existsSync(path) ? read(path) : [];
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** @throws EnvironmentError when it cannot be written */
  add(entry: JournalEntry): void {
    try {
      makeFolder(dirname(this.path));
      appendFileSync(this.path, `${JSON.stringify(entry)}\n`);
    } catch (cause) {
      throw new EnvironmentError(`cannot write ${this.path}`, { cause });
    }
    this.#entries.push(entry);
  }
}

/** The last line is torn when the machine died in the middle of it: it is taken away. */
function read(path: string): JournalEntry[] {
  try {
    const text = readFileSync(path);
    const end = text.lastIndexOf('\n') + 1;
    if (end < text.length) truncateSync(path, end);
    const lines = text.toString('utf8', 0, end).split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as JournalEntry);
  } catch (cause) {
    throw new EnvironmentError(`cannot go on with what is in ${path}; --fresh begins anew`, { cause });
  }
}
