import type { ExploreEvent, WalkResult } from '../../explore/index.js';
import { localHost } from '../../host/index.js';
import { Display, type DisplayOptions } from '../display.js';
import type { OutputStream } from '../paint.js';
import type { Reporter } from '../reporter.js';
import { duration, harmless } from '../text.js';
import { ExploreState } from './explore-state.js';
import { describeEnd, describeKept } from './finding-text.js';
import { liveLines, progressText, shrinkText } from './progress-text.js';

/** Milliseconds between two lines of progress where there is no terminal. */
const lineMs = 30_000;

/** Tells people how an exploration goes, and in full what it finds. */
export class ExploreReporter implements Reporter<ExploreEvent> {
  readonly name = 'console';
  readonly #state = new ExploreState();
  readonly #display: Display;
  readonly #place: readonly string[];

  /** @param place - the options that lead `vmwright run` to where it explores */
  constructor(
    stream: OutputStream,
    { place = [], ...options }: DisplayOptions & { readonly place?: readonly string[] } = {},
  ) {
    this.#place = place;
    this.#display = new Display(stream, options, (...at) => liveLines(this.#state, ...at));
  }

  on(event: ExploreEvent): void {
    this.#state.apply(event);
    if (event.type === 'explore-started')
      this.#display.follow({ everyMs: lineMs, line: () => this.#progress() });
    if (event.type === 'explore-finished') this[Symbol.dispose]();
    this.#display.print(this.#linesOf(event));
    if (event.type !== 'explore-finished') this.#display.draw();
  }

  /** A line of talk of somebody else's, above the live lines. */
  note(line: string): void {
    this.#display.print([line]);
  }

  /** Takes the live lines away. */
  [Symbol.dispose](): void {
    this.#display[Symbol.dispose]();
  }

  #progress(): string {
    const { shrinking } = this.#state;
    const now = this.#display.now();
    if (shrinking) return `${this.#display.palette.quiet('shrinking:')} ${shrinkText(shrinking)}`;
    return `${progressText(this.#state, now)} in ${duration(this.#state.walkedMs(now))}`;
  }

  #linesOf(event: ExploreEvent): string[] {
    switch (event.type) {
      case 'explore-started': {
        const { qemu, arch, accelerator, host, seed, budgetMs, jobs } = event;
        const where = host.name === localHost.name ? '' : ` on ${host.name}`;
        const atOnce = jobs === 1 ? 'one walk after the other' : `${jobs} walks at a time`;
        return [
          `exploring QEMU ${harmless(qemu.version)}, ${arch} with ${accelerator}${where}, for ${duration(budgetMs)}, ${atOnce}, seed ${seed}`,
        ];
      }
      case 'confirmation-started':
        return [`      walk ${event.walk}: something is wrong; looking for it after a boot`];
      case 'walk-finished':
        return describeResult(event.walk, event.result, event.directory).map((line) => `      ${line}`);
      case 'shrink-started':
        return [`      shrinking ${harmless(event.signature)}, from ${event.steps} steps`];
      case 'finding':
        return ['', ...describeKept(event.finding, this.#place, this.#display.palette), ''];
      case 'explore-finished':
        return describeEnd(event, this.#state.started?.seed ?? 0, this.#display.palette);
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
