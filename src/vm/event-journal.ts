import { ReplaySubject, type Observable } from 'rxjs';

/** A QMP event, with the QEMU process that emitted it. */
export interface JournalEntry {
  /** `qemu-1`, `qemu-2`, … in the order of their launch. */
  readonly process: string;
  readonly event: string;
  readonly data: unknown;
  /** Milliseconds since the epoch, by QEMU's clock. */
  readonly at: number;
  /**
   * Of a RESET: that it is the firmware's own. SeaBIOS, started again after a reset, resets the machine once or a few times
   * more before it starts the kernel.
   */
  readonly byFirmware?: boolean;
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

  /** The events that came after a place in the journal. */
  since(position: number): readonly JournalEntry[] {
    return this.#entries.slice(position);
  }

  /** How many events of this name came after a place in the journal. */
  countSince(position: number, event: string): number {
    return this.since(position).filter((entry) => entry.event === event).length;
  }

  /** How many resets QEMU told of after a place in the journal, without the firmware's own. */
  countResetsSince(position: number): number {
    return this.since(position).filter(({ event, byFirmware }) => event === 'RESET' && !byFirmware).length;
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
