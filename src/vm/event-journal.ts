import { ReplaySubject, type Observable } from 'rxjs';

/** A QMP event, with the QEMU process that emitted it. */
export interface JournalEntry {
  /** `qemu-1`, `qemu-2`, … in the order of their launch. */
  readonly process: string;
  readonly event: string;
  readonly data: unknown;
  /** Milliseconds since the epoch, by QEMU's clock. */
  readonly at: number;
}

/** Every QMP event of every QEMU process that a VM has lived in, in the order of arrival. */
export class EventJournal {
  readonly #entries: JournalEntry[] = [];
  readonly #subject = new ReplaySubject<JournalEntry>();

  add(entry: JournalEntry): void {
    this.#entries.push(entry);
    this.#subject.next(entry);
  }

  /** A place in the journal, for {@link countSince}. */
  get position(): number {
    return this.#entries.length;
  }

  /** How many events of this name came after a place in the journal. */
  countSince(position: number, event: string): number {
    return this.#entries.slice(position).filter((entry) => entry.event === event).length;
  }

  /** Everything so far and to come. */
  get entries$(): Observable<JournalEntry> {
    return this.#subject.asObservable();
  }
}
