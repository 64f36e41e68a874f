import { filter, firstValueFrom, map, ReplaySubject, skip, type Subscription } from 'rxjs';
import { QmpConnectionLostError } from '../qmp/index.js';
import { DeadlineError } from '../support/errors.js';
import { withDeadline, type WaitOptions } from '../support/deadline.js';
import { pause } from '../support/pause.js';
import { migrationFailure, type MigrationEnds, type MigrationSide } from './ends.js';

/** As QEMU spells it: `active`, `completed`, … (qapi/migration.json, MigrationStatus). */
export type MigrationStatus = string;

/** Milliseconds between two looks at what `query-migrate` says, and for an event to come that is late. */
const lookMs = 2_000;

/** After these nothing follows by itself. */
const ends: ReadonlySet<MigrationStatus> = new Set(['completed', 'failed', 'cancelled', 'postcopy-paused']);

/**
 * How a migration goes, as one of its two QEMUs tells by MIGRATION events. Made before the migration begins; the events come
 * only once {@link setUpMigration} has asked for them.
 */
export class MigrationProgress implements Disposable {
  readonly #statuses = new ReplaySubject<MigrationStatus>();
  readonly #history: MigrationStatus[] = [];
  readonly #following: Subscription;
  /** As much of the history has been waited for. */
  #position = 0;

  /**
   * @param what - as in "migrating via unix", for messages
   * @param side - which of the two is followed; the other one is asked too when it goes wrong
   */
  constructor(
    private readonly what: string,
    private readonly side: MigrationSide,
    private readonly ends: MigrationEnds,
  ) {
    const machine = ends[side];
    if (!machine) throw new Error(`there is no ${side} to follow`);
    this.#statuses.subscribe({ next: (status) => this.#history.push(status), error: () => undefined });
    this.#following = machine.qmp
      .event('MIGRATION')
      .pipe(map(({ data }) => data.status))
      .subscribe(this.#statuses);
  }

  /** Every status so far, in order. */
  get history(): readonly MigrationStatus[] {
    return this.#history;
  }

  /**
   * Waits until one of these statuses comes, or came since the last call.
   *
   * @returns the status that came
   * @throws FindingError `migration-failed` when the migration ended otherwise, or the time is up
   */
  async reaches(wanted: readonly MigrationStatus[], wait: WaitOptions): Promise<MigrationStatus> {
    const what = `${this.what}: the ${this.side} to be ${wanted.join(' or ')}`;
    const seen = () => `status ${this.#history.at(-1) ?? 'none'}`;
    const start = this.#position;
    let count = start;
    const next = this.#statuses.pipe(
      skip(start),
      filter((status) => {
        count += 1;
        return wanted.includes(status) || ends.has(status);
      }),
    );
    let status;
    try {
      status = await withDeadline(what, { seen, ...wait }, (signal) =>
        Promise.race([firstValueFrom(next), this.#endUntold(signal)]),
      );
    } catch (cause) {
      if (cause instanceof DeadlineError)
        throw await migrationFailure(`${this.what} did not end`, seen(), this.ends, cause);
      if (cause instanceof QmpConnectionLostError)
        throw await migrationFailure(`${this.what} failed`, `the ${this.side} is gone`, this.ends, cause);
      throw cause;
    }
    this.#position = count;
    if (wanted.includes(status)) return status;
    throw await migrationFailure(`${this.what} failed`, `the ${this.side} is ${status}`, this.ends);
  }

  /** Throws when QEMU says that it has ended and no event comes to tell so: that would be waited for in vain. */
  async #endUntold(signal: AbortSignal): Promise<never> {
    for (;;) {
      await pause(lookMs, signal);
      const status = await this.#statusByQuery(signal);
      if (status === undefined || !ends.has(status) || this.#history.at(-1) === status) continue;
      await pause(lookMs, signal);
      if (this.#history.at(-1) === status) continue;
      const untold = `no MIGRATION event tells that the ${this.side} is ${status}`;
      throw await migrationFailure(this.what, untold, this.ends);
    }
  }

  /** Nothing when it does not answer: a destination's main loop may wait for memory. */
  async #statusByQuery(signal: AbortSignal): Promise<MigrationStatus | undefined> {
    const asked = this.ends[this.side]?.qmp.execute('query-migrate', undefined, { signal });
    return asked?.then(
      ({ status }) => status,
      () => undefined,
    );
  }

  [Symbol.dispose](): void {
    this.#following.unsubscribe();
    // Nobody is left waiting for what cannot come any more.
    this.#statuses.complete();
  }
}
