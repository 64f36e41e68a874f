import { setTimeout as sleep } from 'node:timers/promises';
import { FindingError } from '../support/finding.js';
import { consoleSign, isKernelBanner, stableMessage, tellsOfStall } from './console-signs.js';
import type { Trouble } from './trouble.js';

/** How long the lines of a panic may take to come, in milliseconds: the reason and the call trace follow each other. */
const panicTextMs = 500;
/** How many console lines are kept with a panic. */
const panicLines = 40;
/** How many lines about stalls are told with a finding. */
const mostStalls = 4;

/** What the guest's kernel said on its console, across all QEMU processes. */
export class KernelLog {
  readonly #lines: string[] = [];
  readonly #complaints: string[] = [];
  #panicIsExpected = false;

  constructor(private readonly trouble: Trouble) {}

  /** Complaints so far: a BUG, an Oops, a failed PSCI call. */
  get complaints(): readonly string[] {
    return this.#complaints;
  }

  /** The last lines, for a finding's evidence; before them the last ones that told of a vCPU that stood still. */
  tail(count = 15): string[] {
    const last = this.#lines.slice(-count);
    const stalls = this.#lines.slice(0, -count).filter(tellsOfStall);
    return [...stalls.slice(-mostStalls), ...last];
  }

  /** The kernel is made to panic: until one starts again, neither that nor what it says of it is a finding. */
  expectPanic(): void {
    this.#panicIsExpected = true;
  }

  get panicIsExpected(): boolean {
    return this.#panicIsExpected;
  }

  add(line: string): void {
    this.#lines.push(line);
    if (isKernelBanner(line)) this.#panicIsExpected = false;
    const sign = this.#panicIsExpected ? undefined : consoleSign(line);
    if (sign === 'complaint') this.#complaints.push(line);
    if (sign === 'panic') void this.#reportPanic(line);
  }

  async #reportPanic(line: string): Promise<void> {
    await sleep(panicTextMs);
    const text = line.slice(line.indexOf('Kernel panic'));
    const where = panickedCpu(this.tail(panicLines));
    this.trouble.report(
      new FindingError(`the guest's kernel panicked${where}: ${text}`, {
        kind: 'guest-panic',
        signature: `guest-panic ${stableMessage(text)}`,
        expected: 'no panic',
        seen: text,
        evidence: this.tail(panicLines),
      }),
    );
  }
}

/** Names the vCPU, from the first register dump's header: `CPU: 1 PID: 0 Comm: swapper/1 …`. */
function panickedCpu(lines: readonly string[]): string {
  const number = lines.map((line) => /\bCPU: (\d+) (?:UID: \d+ )?PID: \d+/.exec(line)?.[1]).find(Boolean);
  return number === undefined ? '' : ` on vCPU ${number}`;
}
