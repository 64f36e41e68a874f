import { constants } from 'node:os';
import type { ProcessEnd } from '../host/index.js';
import { EnvironmentError } from '../support/errors.js';
import { FindingError } from '../support/finding.js';
import { exitReasonOf, signatureOf } from './signature.js';

/** What vmwright told a QEMU to end it, the last and strongest. */
export type Ask = 'quit' | 'SIGTERM' | 'SIGKILL';

/** The end of a QEMU process. */
export class Death {
  /**
   * The signal that killed it. A wrapper script that ran QEMU as its child tells it by its own exit code: a shell by 128
   * and the signal's number, Python's `sys.exit` of a negative return code by 256 less the number.
   */
  readonly signal: NodeJS.Signals | null;
  readonly exitCode: number | null;
  /** Whether it is what vmwright had told it to do. One that crashes when it is told to quit was not asked to. */
  readonly asked: boolean;
  /** Whether the kernel killed processes for want of memory while it lived. */
  readonly outOfMemory: boolean;
  /** Why nobody saw it end, when the way to its host was lost. */
  readonly hostLost: EnvironmentError | undefined;

  constructor(
    readonly pid: number,
    end: ProcessEnd,
    ask: Ask | undefined,
    /** The last lines that QEMU wrote to stderr, oldest first. */
    readonly lastWords: readonly string[],
  ) {
    this.exitCode = end.exitCode;
    this.signal = end.signal ?? signalToldBy(end.exitCode);
    this.outOfMemory = end.outOfMemory ?? false;
    this.hostLost = end.hostLost;
    this.asked = ask !== undefined && this.#answers(ask);
  }

  /** As in "QEMU (pid 4711) was killed by SIGABRT; its last words: …". */
  describe(): string {
    const words =
      this.lastWords.length > 0 ? `; its last words: ${this.lastWords.slice(-3).join(' | ')}` : '';
    return `QEMU (pid ${this.pid}) ${this.#manner()}${words}`;
  }

  #answers(ask: Ask): boolean {
    if (ask === 'SIGKILL') return true;
    if (ask === 'SIGTERM' && (this.signal === 'SIGTERM' || this.exitCode === 128 + constants.signals.SIGTERM))
      return true;
    return this.signal === null && (this.exitCode === 0 || this.exitCode === null);
  }

  #manner(): string {
    if (this.hostLost) return `ended with the way to its host: ${this.hostLost.message}`;
    if (this.signal) return `was killed by ${this.signal}`;
    if (this.exitCode === null) return 'ended, and its wrapper script does not tell how';
    return `ended ${this.asked ? 'as it was asked to' : 'by itself'}, exit code ${this.exitCode}`;
  }
}

/** The signals that a process raises by its own fault. */
const faults = ['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP', 'SIGSYS', 'SIGKILL'] as const;

function signalToldBy(exitCode: number | null): NodeJS.Signals | null {
  return (
    faults.find((name) => {
      const number = constants.signals[name];
      return exitCode === 128 + number || exitCode === 256 - number;
    }) ?? null
  );
}

/**
 * What a death that nobody asked for says. A QEMU that crashed or ended is a finding. One that the kernel killed for want
 * of memory is not, nor one that somebody told to end: by SIGTERM, SIGINT or SIGHUP, which QEMU names in its last words.
 *
 * @param when - what was going on, as in "during migrate"
 */
export function deathFinding(death: Death, when?: string): FindingError | EnvironmentError {
  if (death.hostLost) return death.hostLost;
  const during = when === undefined ? '' : ` ${when}`;
  const killer = killedFromOutside(death);
  if (killer) {
    return new EnvironmentError(`QEMU (pid ${death.pid}) was killed from outside${during}: ${killer}`);
  }
  const message = `${death.describe()}${when === undefined ? '' : ` (${when})`}`;
  const evidence = death.lastWords;
  const expected = 'QEMU runs until it is asked to stop';
  if (death.signal) {
    const signature = signatureOf(death.lastWords) ?? death.signal;
    return new FindingError(message, {
      kind: 'qemu-crash',
      signature,
      expected,
      seen: `${death.signal}${during}`,
      evidence,
    });
  }
  const reason = exitReasonOf(death.lastWords);
  const exit = `exit ${death.exitCode ?? 'unknown'}`;
  return new FindingError(message, {
    kind: 'qemu-exit',
    signature: reason === undefined ? exit : `${exit}: ${reason}`,
    expected,
    seen: `${exit}${during}`,
    evidence,
  });
}

function killedFromOutside({ signal, lastWords, outOfMemory }: Death): string | undefined {
  if (signal === 'SIGKILL' && outOfMemory)
    return 'the kernel ran out of memory, as dmesg tells: use fewer or smaller machines at a time';
  // QEMU's own words when SIGINT, SIGHUP or SIGTERM ended it, in order, with exit code 0.
  const told = lastWords.find((line) => /terminating on signal \d+/.test(line));
  return (
    told ?? (signal === 'SIGTERM' || signal === 'SIGINT' || signal === 'SIGHUP' ? `by ${signal}` : undefined)
  );
}
