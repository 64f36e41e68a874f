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

/** Milliseconds between two events, by QEMU's clock, from which on they tell of two things. */
const burstMs = 300;

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

  /** The events that came after a place in the journal. */
  since(position: number): readonly JournalEntry[] {
    return this.#entries.slice(position);
  }

  /** How many events of this name came after a place in the journal. */
  countSince(position: number, event: string): number {
    return this.since(position).filter((entry) => entry.event === event).length;
  }

  /**
   * How many times something happened that QEMU may tell by several events at once, as a q35 with a hot-added vCPU tells
   * one reset by two RESET events: events that follow each other closely count as one.
   */
  countBurstsSince(position: number, event: string): number {
    const times = this.since(position).flatMap((entry) => (entry.event === event ? [entry.at] : []));
    return times.filter((at, index) => at - (times[index - 1] ?? -Infinity) > burstMs).length;
  }

  /** Everything so far and to come. */
  get entries$(): Observable<JournalEntry> {
    return this.#subject.asObservable();
  }
}
