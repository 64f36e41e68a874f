import type { Bench, FailedCell, FirstLook, Walked } from '../../../src/bisect/bench.js';
import type { Culprit } from '../../../src/bisect/journal.js';

const culprit: Culprit = {
  cell: 'cell',
  scenario: 'cell',
  choices: {},
  arch: 'aarch64',
  accelerator: 'tcg',
  kind: 'state-mismatch',
  signature: 'vCPU 1 is online',
  message: 'vCPU 1 is online: no',
};

/** What each try of a commit comes to; `broken` for one that does not build. */
export type Nature = 'broken' | ((tries: number) => Walked['came']);

/** Commits that are tried without any QEMU. */
export class FakeBench implements Bench {
  readonly built: string[] = [];
  walks = 0;
  /** How often all that was built was thrown away. */
  clears = 0;
  /** Called before each walk, to break off. */
  beforeWalk: () => void = () => undefined;
  readonly #tries = new Map<string, number>();

  constructor(readonly natureOf: (commit: string) => Nature) {}

  build(commit: string): Promise<string | undefined> {
    this.built.push(commit);
    return Promise.resolve(this.natureOf(commit) === 'broken' ? 'does not build: x.c:1: error' : undefined);
  }

  clear(): void {
    this.clears += 1;
  }

  look(commit: string): Promise<FirstLook> {
    const { came } = this.#walk(commit);
    const one: FailedCell = { findings: [culprit], ms: 1, directory: '' };
    return Promise.resolve({
      cells: 1,
      failed: came === 'fail' ? [one] : [],
      passed: came === 'pass' ? [{ directory: '' }] : [],
    });
  }

  walk(
    { commit, times, untilFailure }: Parameters<Bench['walk']>[0],
    told: (walked: Walked) => void,
  ): Promise<void> {
    for (let time = 0; time < times; time++) {
      const walked = this.#walk(commit);
      told(walked);
      if (untilFailure && walked.came !== 'pass' && walked.came !== 'error') break;
    }
    return Promise.resolve();
  }

  #walk(commit: string): Walked {
    this.beforeWalk();
    this.walks += 1;
    const tries = (this.#tries.get(commit) ?? 0) + 1;
    this.#tries.set(commit, tries);
    const nature = this.natureOf(commit);
    if (nature === 'broken') throw new Error(`${commit} was tried, and does not build`);
    const came = nature(tries);
    return { came, reason: came === 'error' ? 'the guest image is gone' : 'something else', directory: '' };
  }
}
