import type { WaitOptions } from '../support/deadline.js';
import { affinityMask } from './affinity-mask.js';
import { knownSum, sumInAwk } from './known-sum.js';
import type { GuestSession } from './session.js';

/** How one CPU's computation went: `right`, or what went wrong. */
export type CanaryVerdict = string;

const folder = '/run/vmwright-canary';
const rounds = 2_000;
const expectedSum = knownSum(rounds);

/**
 * Processes in the guest, one pinned to each of some CPUs, that compute the same sum over and over and compare it with the
 * known result. They keep the CPU's registers, integer and floating point, in use while something is done to the VM: whatever
 * changes them shows in a wrong sum or a killed process. They run at the lowest priority, so that the guest still answers.
 */
export class Canary {
  #verdicts: ReadonlyMap<number, CanaryVerdict> | undefined;

  private constructor(readonly cpus: readonly number[]) {}

  /** Returns when every process computes. @throws DeadlineError, GuestConnectionLostError */
  static async start(session: GuestSession, cpus: readonly number[], wait: WaitOptions): Promise<Canary> {
    const script = [
      `rm -rf ${folder}; mkdir -p ${folder}; : >${folder}/go`,
      ...cpus.map(
        (cpu) =>
          `(exec </dev/null >${folder}/${cpu} 2>&1; taskset ${affinityMask(cpu)} sh -c 'renice -n 19 -p $$ >/dev/null; exec awk "$0"' '${program(cpu)}'; echo "status $?") &`,
      ),
      ...cpus.map((cpu) => `while [ ! -e ${folder}/${cpu}.runs ]; do usleep 10000; done`),
    ];
    await session.run(script.join('\n'), wait);
    return new Canary(cpus);
  }

  /**
   * Ends the computations and tells how they went; the same answer when asked again. A process that does not end keeps
   * the verdict `never ended`.
   *
   * @throws GuestConnectionLostError
   */
  async end(session: GuestSession, wait: WaitOptions): Promise<ReadonlyMap<number, CanaryVerdict>> {
    this.#verdicts ??= await this.#collect(session, wait);
    return this.#verdicts;
  }

  async #collect(session: GuestSession, wait: WaitOptions): Promise<ReadonlyMap<number, CanaryVerdict>> {
    const tries = Math.ceil(wait.timeoutMs / 2 / 20);
    const script = [
      `rm -f ${folder}/go`,
      ...this.cpus.map(
        (cpu) =>
          `n=0; while ! grep -q status ${folder}/${cpu} && [ $n -lt ${tries} ]; do usleep 20000; n=$((n + 1)); done`,
      ),
      ...this.cpus.map((cpu) => `echo "${cpu}:" $(cat ${folder}/${cpu})`),
    ];
    const { stdout } = await session.run(script.join('\n'), wait);
    const said = new Map(
      stdout.split('\n').map((line) => [parseInt(line, 10), line.replace(/^\d+:\s*/, '').trim()]),
    );
    return new Map(this.cpus.map((cpu) => [cpu, verdict(said.get(cpu) ?? '')]));
  }
}

/** A file that is gone cannot be opened: `getline` then gives -1, and the computation ends. */
function program(cpu: number): string {
  return [
    `BEGIN { go = "${folder}/go"; printf "" >"${folder}/${cpu}.runs"; close("${folder}/${cpu}.runs")`,
    'while ((getline line <go) >= 0) { close(go)',
    sumInAwk(rounds),
    `text = sprintf("%.6f", sum); if (text != "${expectedSum}") { print "wrong:", text; exit } }`,
    'print "right" }',
  ].join('; ');
}

function verdict(said: string): CanaryVerdict {
  if (said === 'right status 0') return 'right';
  return said === '' ? 'never ended' : said;
}
