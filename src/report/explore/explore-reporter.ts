import type { ExploreEvent, WalkResult } from '../../explore/index.js';
import type { ConsoleReporterOptions } from '../console-reporter.js';
import { colorsFor, isLive, type OutputStream, type Palette } from '../paint.js';
import type { Reporter } from '../reporter.js';
import { LiveScreen, PlainScreen, type Screen } from '../screen.js';
import { duration, harmless } from '../text.js';
import { ExploreState } from './explore-state.js';
import { describeEnd, describeKept } from './finding-text.js';
import { liveLines, progressText, shrinkText } from './progress-text.js';

/** Milliseconds between two looks at the clock on a terminal, and between two lines of progress elsewhere. */
const [tickMs, lineMs] = [200, 30_000];

/** Tells people how an exploration goes, and in full what it finds. */
export class ExploreReporter implements Reporter<ExploreEvent> {
  readonly name = 'console';
  readonly #state = new ExploreState();
  readonly #screen: Screen;
  readonly #live: boolean;
  readonly #palette: Palette;
  readonly #now: () => number;
  #ticker: NodeJS.Timeout | undefined;

  constructor(stream: OutputStream, { env = process.env, now = Date.now }: ConsoleReporterOptions = {}) {
    this.#live = isLive(stream, env);
    this.#screen = this.#live ? new LiveScreen(stream) : new PlainScreen(stream);
    this.#palette = colorsFor(stream, env);
    this.#now = now;
  }

  on(event: ExploreEvent): void {
    this.#state.apply(event);
    if (event.type === 'explore-started') this.#start();
    if (event.type === 'explore-finished') this[Symbol.dispose]();
    this.#screen.print(this.#linesOf(event));
    if (event.type !== 'explore-finished') this.#draw();
  }

  /** A line of talk of somebody else's, above the live lines. */
  note(line: string): void {
    this.#screen.print([line]);
  }

  /** Takes the live lines away. */
  [Symbol.dispose](): void {
    clearInterval(this.#ticker);
    this.#ticker = undefined;
    this.#screen.draw(() => []);
  }

  #start(): void {
    const tick = () => (this.#live ? this.#draw() : this.#screen.print([this.#progress()]));
    this.#ticker = setInterval(tick, this.#live ? tickMs : lineMs).unref();
  }

  #draw(): void {
    this.#screen.draw((size) => liveLines(this.#state, this.#now(), size, this.#palette));
  }

  #progress(): string {
    const { shrinking } = this.#state;
    const now = this.#now();
    if (shrinking) return `${this.#palette.quiet('shrinking:')} ${shrinkText(shrinking)}`;
    return `${progressText(this.#state, now)} in ${duration(this.#state.walkedMs(now))}`;
  }

  #linesOf(event: ExploreEvent): string[] {
    switch (event.type) {
      case 'explore-started': {
        const { qemu, arch, accelerator, seed, budgetMs, jobs } = event;
        const atOnce = jobs === 1 ? 'one walk after the other' : `${jobs} walks at a time`;
        return [
          `exploring QEMU ${harmless(qemu.version)}, ${arch} with ${accelerator}, for ${duration(budgetMs)}, ${atOnce}, seed ${seed}`,
        ];
      }
      case 'walk-finished':
        return describeResult(event.walk, event.result, event.directory).map((line) => `      ${line}`);
      case 'shrink-started':
        return [`      shrinking ${harmless(event.signature)}, from ${event.steps} steps`];
      case 'finding':
        return ['', ...describeKept(event.finding, this.#palette), ''];
      case 'explore-finished':
        return describeEnd(event, this.#state.started?.seed ?? 0, this.#palette);
      default:
        return [];
    }
  }
}

/** What is worth a line: a walk that passed is not. */
function describeResult(walk: number, result: WalkResult, directory: string | undefined): string[] {
  switch (result.outcome) {
    case 'fail':
      return [`walk ${walk}: ${harmless(result.findings[0].message.split('\n')[0] ?? '')}`];
    case 'error':
      return [
        `walk ${walk} could not be judged: ${harmless(result.reason.split('\n')[0] ?? '')}`,
        ...(directory === undefined ? [] : [`  records: ${harmless(directory)}`]),
      ];
    default:
      return [];
  }
}
