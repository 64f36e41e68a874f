import type { CellDescription, RunEvent } from '../runner/events.js';
import type { CellResult } from '../runner/outcome.js';
import { Display, type DisplayOptions } from './display.js';
import { liveLines } from './live-lines.js';
import type { OutputStream } from './paint.js';
import type { Reporter } from './reporter.js';
import { RunState, type CellState, type TakenStep } from './run-state.js';
import { describeSkipped, type SkippedCell } from './skipped.js';
import { summarize } from './summary.js';
import { counted, duration, harmless } from './text.js';

/**
 * Tells people how a run goes, and at its end what is wrong. On a terminal each running cell has a line with its step and
 * time, drawn anew in place; anywhere else there are only lines that stay, without escapes.
 */
export class ConsoleReporter implements Reporter {
  readonly name = 'console';
  readonly #run = new RunState();
  readonly #display: Display;
  readonly #skipped: SkippedCell[] = [];

  constructor(stream: OutputStream, options: DisplayOptions = {}) {
    this.#display = new Display(stream, options, (...at) => liveLines(this.#run, ...at));
  }

  on(event: RunEvent): void {
    this.#run.apply(event);
    if (event.type === 'cell-finished' && event.result.outcome === 'skip') {
      this.#skipped.push({ id: event.cell, reason: event.result.reason });
      return;
    }
    // Skipped cells are told first, and together where they share their reason.
    if (this.#skipped.length > 0)
      this.#display.print(describeSkipped(this.#skipped.splice(0), this.#display.palette));
    if (event.type === 'run-started') {
      this.#display.print(describeStart(event));
      this.#display.follow();
    }
    if (event.type === 'cell-started') this.#display.printUnlessLive(`start ${harmless(event.cell)}`);
    if (event.type === 'cell-finished') {
      const cell = this.#run.cell(event.cell);
      if (cell) this.#display.print(this.#describeFinished(cell));
    }
    if (event.type === 'confirmation-started')
      this.#display.printUnlessLive(
        `      ${harmless(event.cell)}: something is wrong; looking for it after a boot`,
      );
    if (event.type === 'repetition-started')
      this.#display.printUnlessLive(
        `      ${harmless(event.cell)}: something is known to go wrong here, rarely; trying again`,
      );
    if (event.type === 'run-finished') this[Symbol.dispose]();
    if (event.type === 'run-finished') this.#display.print(summarize(this.#run, this.#display.palette));
    else this.#display.draw();
  }

  /** A line of talk of somebody else's, above the live lines. */
  note(line: string): void {
    this.#display.print([line]);
  }

  /** Takes the live lines away. */
  [Symbol.dispose](): void {
    this.#display[Symbol.dispose]();
  }

  #describeFinished({ description, status, taken, start }: CellState): string[] {
    if (status.is !== 'finished') return [];
    const { palette } = this.#display;
    const { result, ms } = status;
    const reason = reasonOf(result);
    return [
      `${palette.outcome(result.outcome)} ${harmless(description.id)}  ${palette.quiet(duration(ms))}`,
      ...(reason === undefined ? [] : [`      ${harmless(reason.split('\n')[0] ?? '')}`]),
      ...(start?.isTrouble ? [`      ${palette.quiet(harmless(`booted: ${start.why ?? ''}`))}`] : []),
      ...describeSettling(description.steps, taken).map((line) => `      ${palette.quiet(line)}`),
    ];
  }
}

/** Milliseconds from which on people are told how long the facts of a step took to come true. */
const longSettlingMs = 1_000;

function describeSettling(steps: readonly string[], taken: readonly TakenStep[]): string[] {
  return taken.flatMap(({ settledAfterMs = 0 }, step) =>
    settledAfterMs < longSettlingMs
      ? []
      : [`step ${step + 1}, ${harmless(steps[step] ?? '')}, held after ${duration(settledAfterMs)}`],
  );
}

/** The first thing that one wants to know of a cell that did not pass. */
function reasonOf(result: CellResult): string | undefined {
  switch (result.outcome) {
    case 'pass':
      return undefined;
    case 'fail':
      return result.findings[0].message;
    case 'known':
      return result.known[0]?.says;
    default:
      return result.reason;
  }
}

function describeStart({ cells, jobs }: Extract<RunEvent, { type: 'run-started' }>): string[] {
  const hosts = new Set(
    cells.flatMap(({ qemu, arch, accelerator }) =>
      accelerator === '' ? [] : [`QEMU ${qemu.version}, ${arch} with ${accelerator}`],
    ),
  );
  const atOnce = jobs === 1 ? 'one after the other' : `${jobs} at a time`;
  const where = hosts.size === 0 ? '' : ` on ${[...hosts].map(harmless).join('; ')}`;
  const faults = new Set(cells.flatMap(({ fault }) => fault ?? []));
  return [
    `${counted(cells.length, 'cell')}${where}, ${atOnce}`,
    ...describeMachineTypes(cells),
    ...[...faults].map((fault) => `planted in each of them: ${fault}`),
  ];
}

/** Between which QEMUs migrations go as which machine. */
function describeMachineTypes(cells: readonly CellDescription[]): string[] {
  const pairs = new Map<string, Set<string>>();
  for (const { machineType, qemu, destination } of cells) {
    if (machineType === undefined || !destination) continue;
    const [from = '', to = ''] = [qemu, destination].map(({ version }) => version.split(' ')[0]);
    pairs.set(
      machineType,
      (pairs.get(machineType) ?? new Set()).add(from === to ? from : `${from} to ${to}`),
    );
  }
  return [...pairs].map(([type, ways]) => `as ${harmless(type)}: ${[...ways].map(harmless).join(', ')}`);
}
