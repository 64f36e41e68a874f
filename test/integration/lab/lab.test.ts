import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { GuestSession } from '../../../src/guest/index.js';
import { cacheDirectory } from '../../../src/image/index.js';
import {
  labDown,
  labFor,
  labUp,
  readLabState,
  sessionTarget,
  targetAt,
  type LabTarget,
  type LabUp,
} from '../../../src/lab/index.js';
import { until } from '../../../src/support/deadline.js';
import { preparedLab } from './prepared-lab.js';

const wait = { timeoutMs: 120_000 };
// Its kernel and userland are what counts here; a QEMU in it is a disk more.
const options = { qemus: [], memoryMib: 512 };
const supervisor = [process.execPath, '--import', 'tsx', 'src/cli/lab-supervisor.ts'];

describe('the lab', function () {
  this.timeout(300_000);
  let cache: string;

  before(preparedLab(options));
  before(() => {
    cache = mkdtempSync(join(tmpdir(), 'vmwright-lab-'));
    mkdirSync(join(cache, 'lab'));
    // Its parts are those of the real cache; what runs and what is saved is its own.
    for (const name of ['keys', 'lab/images']) symlinkSync(join(cacheDirectory(), name), join(cache, name));
  });
  afterEach(() => cache && labDown(wait, cache));
  after(() => cache && rmSync(cache, { recursive: true, force: true }));

  /** The command lines of processes that have to do with this cache. */
  function remainders(): string[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .flatMap((name) => {
        try {
          return readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ');
        } catch {
          return [];
        }
      })
      .filter((line) => line.includes(cache));
  }

  const nothingLeft = () =>
    until('nothing to be left', { ...wait, seen: () => remainders().join('\n') }, () =>
      remainders().length === 0 ? true : undefined,
    );

  async function ask(target: LabTarget, command: string): Promise<string> {
    await using session = await GuestSession.connect(sessionTarget(target), wait);
    return (await session.run(command, wait)).stdout.trim();
  }

  const up = (): Promise<LabUp> => labUp({ ...options, cache }, { ...wait, supervisor });

  it('comes up with KVM, stays, is ended, and goes on from its saved state with the right time and other randomness', async () => {
    const cold = await up();
    expect(cold).to.deep.include({ already: false });
    expect(cold.state.from).to.equal('boot');
    const target = targetAt(cold.state.sshPort, cache);
    expect(await ask(target, 'ls /dev/kvm; uname -m')).to.equal('/dev/kvm\naarch64');
    expect(await up()).to.deep.equal({ state: cold.state, already: true });
    expect(await labDown(wait, cache)).to.deep.equal({ wasUp: true });
    expect(readLabState(cache)).to.equal(undefined);
    await nothingLeft();

    const facts = 'date +%s; cat /proc/sys/kernel/random/boot_id; head -c 16 /dev/urandom | xxd -p';
    const random = new Set<string>();
    for (let times = 0; times < 2; times++) {
      const warm = await up();
      expect(warm.state.from).to.equal('saved state');
      const asked = Date.now() / 1000;
      const [date, ...more] = (await ask(targetAt(warm.state.sshPort, cache), facts)).split('\n');
      expect(Number(date)).to.be.within(asked - 2, Date.now() / 1000 + 2);
      for (const text of more) random.add(text);
      await labDown(wait, cache);
    }
    expect(random, 'boot ids and random numbers').to.have.property('size', 4);
  });

  it('dies with its supervisor', async () => {
    const { state } = await up();
    process.kill(state.supervisor.pid, 'SIGKILL');
    await nothingLeft();
    // A process that was killed has no command line before it is gone.
    await until('its state to count no more', wait, () => readLabState(cache) === undefined || undefined);
    expect(await labDown(wait, cache)).to.deep.equal({ wasUp: false });
  });

  it('leaves nothing when its start is broken off', async () => {
    const stop = new AbortController();
    const starting = labUp({ ...options, cache }, { ...wait, supervisor, signal: stop.signal });
    const failed = starting.catch((error: unknown) => error);
    await until('its machine to start', wait, () => (remainders().length > 0 ? true : undefined));
    const reason = new Error('Ctrl-C');
    stop.abort(reason);
    expect(await failed).to.equal(reason);
    await nothingLeft();
  });

  it('is booted where its saved state is damaged, and lives as long as it is used', async () => {
    const saved = readdirSync(join(cache, 'lab', 'saved')).map((name) => join(cache, 'lab', 'saved', name));
    for (const file of saved) truncateSync(file, 1_000_000);
    const progress: string[] = [];
    {
      await using lab = await labFor(
        { ...options, cache },
        { ...wait, progress: (line) => progress.push(line) },
      );
      expect(lab.already).to.equal(false);
      expect(await ask(lab.target, 'echo here')).to.equal('here');
    }
    expect(progress.join('\n')).to.match(/saved state is of no use/);
    await nothingLeft();
  });
});
