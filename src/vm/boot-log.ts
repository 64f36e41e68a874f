import { BehaviorSubject, filter, firstValueFrom } from 'rxjs';
import { withDeadline, type WaitOptions } from '../support/deadline.js';

/** How often the guest came up, as its console and its boot id tell. */
export class BootLog {
  readonly #bootIds: string[] = [];
  readonly #announcements = new BehaviorSubject(0);
  #startedAt = performance.now();
  readonly #ages = new Map<string, number>();
  #returns = 0;
  #firstBootMs: number | undefined;
  readonly #kernelStarts = new BehaviorSubject(0);
  /** Whether a launch or a reset was told whose kernel has not started yet. */
  #kernelIsDue = true;
  #untoldStarts = 0;

  /** How many times the console said that the guest is up. */
  get announcements(): number {
    return this.#announcements.value;
  }

  /** Milliseconds that the first boot took; undefined before it ended. */
  get firstBootMs(): number | undefined {
    return this.#firstBootMs;
  }

  /** Milliseconds since the current boot was started: the guest's uptime cannot be more. */
  get sinceStartMs(): number {
    return performance.now() - this.#startedAt;
  }

  /** A boot starts now: QEMU is launched or reset. */
  start(): void {
    this.#startedAt = performance.now();
  }

  /**
   * The guest has woken up as it was when its first boot was over.
   *
   * @param bootMs - how long a boot takes on a host that is as quick as this one is now
   * @param ageMs - how old the guest is now
   */
  wakeUp({ bootMs, ageMs }: { readonly bootMs: number; readonly ageMs: number }): void {
    this.#startedAt = performance.now() - ageMs;
    this.#firstBootMs = bootMs;
    this.kernelStarted();
    this.announce();
  }

  /** How many times the guest was taken back to where it had been: its clock goes back then. */
  get returns(): number {
    return this.#returns;
  }

  /** The guest as it is now is saved under a tag. */
  remember(tag: string): void {
    this.#ages.set(tag, this.sinceStartMs);
  }

  /** The guest is again as it was saved under a tag, its uptime too. */
  goBackTo(tag: string): void {
    this.#startedAt = performance.now() - (this.#ages.get(tag) ?? this.sinceStartMs);
    this.#returns += 1;
  }

  /** How many times the console showed the banner of a kernel that starts. */
  get kernelStarts(): number {
    return this.#kernelStarts.value;
  }

  /** Whether no kernel has started yet since the launch or the last reset. */
  get kernelIsDue(): boolean {
    return this.#kernelIsDue;
  }

  /** Starts of a kernel before which QEMU told of no reset, and not right afterwards either. */
  get untoldStarts(): number {
    return this.#untoldStarts;
  }

  /** QEMU told of a reset. It comes by another way than the console, and may be seen after the banner that follows it. */
  resetTold(): void {
    if (this.#untoldStarts > 0) this.#untoldStarts -= 1;
    else this.#kernelIsDue = true;
  }

  /** A kernel's banner was seen. */
  kernelStarted(): void {
    if (!this.#kernelIsDue) this.#untoldStarts += 1;
    this.#kernelIsDue = false;
    this.#kernelStarts.next(this.kernelStarts + 1);
  }

  /** Waits until the console has shown so many banners. @throws DeadlineError, or the signal's reason */
  async kernelStartNumber(count: number, wait: WaitOptions): Promise<void> {
    await withDeadline("the guest's kernel to start", wait, () =>
      firstValueFrom(this.#kernelStarts.pipe(filter((starts) => starts >= count))),
    );
  }

  /** The console marker was seen. */
  announce(): void {
    // Of a kernel that was told to be quiet, this is the first sign.
    this.#kernelIsDue = false;
    this.#firstBootMs ??= this.sinceStartMs;
    this.#announcements.next(this.announcements + 1);
  }

  /** Which boot, from 1, this boot id belongs to: an id not seen before is a new boot. */
  numberOf(bootId: string): number {
    if (!this.#bootIds.includes(bootId)) this.#bootIds.push(bootId);
    return this.#bootIds.indexOf(bootId) + 1;
  }

  /** Waits until the console announced boot number `boot`. @throws DeadlineError, or the signal's reason */
  async announced(boot: number, wait: WaitOptions): Promise<void> {
    await withDeadline(`the guest to come up (boot ${boot})`, wait, () =>
      firstValueFrom(this.#announcements.pipe(filter((count) => count >= boot))),
    );
  }
}
