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
  /** Places in the journal. */
  readonly #kernelStarts: number[] = [];
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

  /** The guest's kernel said its first words. */
  kernelStarted(): void {
    this.#kernelStarts.push(this.position);
  }

  /**
   * How many times something happened that QEMU may tell by several events at once: events that follow each other closely
   * count as one. So do resets that the firmware makes of its own accord before there is a kernel, however long it took
   * to get there: SeaBIOS does, on a machine that a vCPU was plugged into, and QEMU tells of both.
   */
  countBurstsSince(position: number, event: string): number {
    const places = this.since(position).flatMap((entry, index) =>
      entry.event === event ? [position + index] : [],
    );
    return places.filter((place, index) => !this.#belongsTogether(places[index - 1], place)).length;
  }

  #belongsTogether(earlier: number | undefined, later: number): boolean {
    const [one, other] = [this.#entries[earlier ?? -1], this.#entries[later]];
    if (earlier === undefined || !one || !other) return false;
    if (other.at - one.at <= burstMs) return true;
    const isGuests = (other.data as { reason?: unknown } | undefined)?.reason === 'guest-reset';
    return isGuests && !this.#kernelStarts.some((start) => start > earlier && start <= later);
  }

  /**
   * For how long the VM was paused so far, in milliseconds: from each STOP to the RESUME that followed it, also in another QEMU
   * process. A pause that has not ended does not count yet.
   */
  get pausedMs(): number {
    let since: number | undefined;
    let sum = 0;
    // The events of two processes may arrive in another order than they were made in.
    for (const { event, at } of this.#entries.toSorted((one, other) => one.at - other.at)) {
      if (event === 'STOP') since ??= at;
      if (event === 'RESUME' && since !== undefined) {
        sum += at - since;
        since = undefined;
      }
    }
    return sum;
  }

  /** Everything so far and to come. */
  get entries$(): Observable<JournalEntry> {
    return this.#subject.asObservable();
  }
}
