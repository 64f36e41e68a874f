import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  exploreExitStatus,
  startExploration,
  type ExploreEvent,
  type ExploreOptions,
} from '../../../src/explore/index.js';
import { parseKnownFindings } from '../../../src/known/load.js';
import { operations } from '../../../src/operations/index.js';
import { findWalkPlace, warmStarts } from '../../../src/runner/index.js';
import { expandScenario, loadScenario } from '../../../src/scenario/index.js';
import { FaultyQemu } from '../../helpers/faulty-qemu/faulty-qemu.js';
import type { MonitorFault } from '../../helpers/faulty-qemu/monitor-fault.js';
import { needsGuest, testedQemu } from '../engine/cells.js';

/** QEMU says that it goes on, and does not. */
const staysPaused: MonitorFault = {
  command: 'cont',
  answer: {},
};

describe('an exploration of a QEMU with a planted fault', function () {
  this.timeout(300_000);
  let output: string;

  before(function () {
    needsGuest(this);
  });
  beforeEach(() => (output = mkdtempSync(join(tmpdir(), 'vmwright-explore-test-'))));
  afterEach(() => rmSync(output, { recursive: true, force: true }));

  async function exploration(qemu: FaultyQemu, change: Partial<ExploreOptions>) {
    const place = await findWalkPlace({ qemu: qemu.path, accelerator: 'tcg' });
    const names = ['boot', 'stop', 'cont', 'offline', 'online'];
    return startExploration({
      ...{ place, output, seed: 4, jobs: 2, vcpus: 2, steps: 6, walks: 4, keepGoing: false },
      ...{ budgetMs: 120_000, shrinkBudgetMs: 60_000, signal: new AbortController().signal },
      operations: [...operations.values()].filter(({ name }) => names.includes(name)),
      ...change,
    });
  }

  it('finds it, cuts the walk down to what shows it, and leaves a scenario of that', async () => {
    using qemu = FaultyQemu.thatSays(testedQemu(), staysPaused);
    const { events: told, finished } = await exploration(qemu, {});
    const events: ExploreEvent[] = [];
    told.subscribe((event) => events.push(event));
    const { findings } = await finished;
    const [finding] = findings;
    expect(findings).to.have.length(1);
    // A slow host may not come to the very smallest before the budget's end.
    expect(finding?.steps).to.have.length.at.most(5);
    expect(finding?.steps.slice(-2)).to.deep.equal(['stop', 'cont']);
    expect(finding?.shows).to.be.at.least(1).and.to.equal(finding?.of);
    expect(events[0]?.type).to.equal('explore-started');
    expect(events.at(-1)?.type).to.equal('explore-finished');
    // Each walk is told of: one may take minutes.
    const tried = new Set(events.flatMap((event) => (event.type === 'shrink-progress' ? event.trials : [])));
    expect([...tried]).to.deep.equal(Array.from(tried, (_, index) => index + 1));
    expect(tried.size).to.be.at.least(3);
    const scenario = await loadScenario(finding?.scenario ?? '', operations);
    expect(expandScenario(scenario, 'aarch64')[0]?.walk.steps).to.have.length(finding?.steps.length ?? 0);
    expect(readdirSync(finding?.directory ?? '')).to.include.members(['findings.json', 'qemu-1.qmp.jsonl']);
    // What was tried on the way is gone.
    expect(existsSync(join(output, 'trials'))).to.equal(false);
    expect(readdirSync(join(output, 'walks'))).to.deep.equal([]);
  });

  it('tells what it found in a VM that woke when one has shown it that booted, and on the walk of that one', async () => {
    using qemu = FaultyQemu.thatIsMigratedIntoAndSays(testedQemu(), { command: 'stop', answer: {} });
    const warm = warmStarts({ folder: join(output, 'states') });
    const few = [...operations.values()].filter(({ name }) => ['boot', 'stop', 'cont'].includes(name));
    const change = { warm, operations: few, jobs: 1, steps: 4, walks: 12 };
    const { events: told, finished } = await exploration(qemu, change);
    const events: ExploreEvent[] = [];
    told.subscribe((event) => events.push(event));
    const { findings } = await finished;
    const types = events.map(({ type }) => type);
    expect(types.indexOf('confirmation-started')).to.be.within(1, types.lastIndexOf('walk-finished'));
    expect(findings).to.have.length(1);
    // A start from a saved state is an incoming migration; in a VM that boots it takes a step.
    expect(findings[0]?.steps[0]).to.equal('boot');
    expect(findings[0]?.steps.slice(1).join()).to.match(/^migrate .*stop$/);
    expect(findings[0]?.shows).to.be.at.least(1).and.to.equal(findings[0]?.of);
  });

  it('looks for what is new where it shows beside what is known', async () => {
    using qemu = FaultyQemu.thatSays(testedQemu(), staysPaused);
    const first = await (await exploration(qemu, { shrinkBudgetMs: 5_000 })).finished;
    const { signature = '', kind = '' } = first.findings[0] ?? {};
    expect(kind).not.to.equal('');
    const folder = join(first.findings[0]?.directory ?? '', 'findings.json');
    const all = JSON.parse(readFileSync(folder, 'utf8')) as { signature: string }[];
    const others = all.map((one) => one.signature).filter((one) => one !== signature);
    expect(others, 'a fault that shows in more than one way').not.to.deep.equal([]);
    const entry = `- { signature: ${JSON.stringify(signature)}, qemu: any, reference: a report, says: It stays paused. }`;
    const known = parseKnownFindings('known.yaml', entry);
    const change = { known, output: join(output, 'again'), shrinkBudgetMs: 5_000 };
    const { findings } = await (await exploration(qemu, change)).finished;
    expect(findings.map((one) => one.known)).to.deep.equal([undefined]);
    expect(others).to.include(findings[0]?.signature);
  });

  it('keeps what is known once, and neither ends nor fails by it', async () => {
    using qemu = FaultyQemu.thatSays(testedQemu(), staysPaused);
    const entry = "- { signature: '*', qemu: any, reference: a report, says: It stays paused. }";
    const known = parseKnownFindings('known.yaml', entry);
    const summary = await (await exploration(qemu, { known, walks: 5, shrinkBudgetMs: 10_000 })).finished;
    const { findings, walks } = summary;
    expect(walks.fail + walks.error + walks.unfinished).to.equal(0);
    expect(walks.pass + walks.known).to.equal(5);
    expect(findings.map(({ seen, known: told }) => ({ seen, told }))).to.deep.equal([
      {
        seen: walks.known,
        told: [{ says: 'It stays paused.', reference: 'a report', place: 'known.yaml:1' }],
      },
    ]);
    expect(readdirSync(findings[0]?.directory ?? '')).to.include('reproduce.sh');
    expect(readdirSync(join(output, 'walks'))).to.deep.equal([]);
    expect(exploreExitStatus(summary)).to.equal(0);
  });
});
