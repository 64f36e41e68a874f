import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import {
  compare,
  describeCells,
  mailParagraph,
  type Compared,
  type Comparison,
  type JudgedCell,
  type Rounds,
} from '../../compare/index.js';
import type { Arch } from '../../model/index.js';
import { planRun, type RunPlan, type Variant, type WantedChoice } from '../../runner/index.js';
import { UsageError } from '../../support/errors.js';
import { makeFolder } from '../../support/make-folder.js';
import type { AcceleratorWish } from '../accelerator.js';
import {
  announcement,
  comparisonHelp,
  confidence,
  progressLine,
  usual,
  warningOfTooFew,
} from '../comparison-words.js';
import { jobsOn } from '../default-jobs.js';
import { durationOption } from '../duration.js';
import { openHosts } from '../hosts.js';
import { addLabOptions, type LabFlags } from '../lab-options.js';
import { matrixSurroundings } from '../matrix-surroundings.js';
import { countFrom1 } from '../option-values.js';
import { chooseOutput, linkLatest } from '../output-folder.js';
import { print, printJson, say } from '../streams.js';
import { choice } from '../wanted-choice.js';

interface Options extends LabFlags {
  readonly base?: string | undefined;
  readonly head?: string | undefined;
  readonly baseKernel?: string;
  readonly headKernel?: string;
  readonly repeat?: number;
  readonly untilSure?: true;
  readonly budget: number;
  readonly only: readonly WantedChoice[];
  readonly arch?: Arch;
  readonly accel: AcceleratorWish;
  readonly machine?: string;
  readonly cpu?: string;
  readonly image?: string;
  readonly append?: string;
  readonly host?: string;
  readonly jobs?: number;
  readonly output?: string;
  readonly json?: true;
}

/** With --until-sure: that head fails in less than a fifth of the runs more often is near enough to equal. */
const margin = 0.2;

export function compareCommand(signal: AbortSignal): Command {
  const command = new Command('compare')
    .description('run the same cells on two QEMUs or kernels, and tell what broke and what was fixed')
    .argument('[scenario...]', 'names, themes or files of scenarios')
    .option('--base <qemu>', 'a path, a name or a version: what is compared with (default: as --head)')
    .option('--head <qemu>', 'what is tried (default: as --base)')
    .option('--base-kernel <file>', "boot this kernel on base's side")
    .option('--head-kernel <file>', "boot this kernel on head's side")
    .option(
      '--repeat <n>',
      `how often each cell runs on each side (default: ${usual.atLeast}, and ${usual.atMost} where it did not always end in one way)`,
      countFrom1,
    )
    .option('--until-sure', 'go on until the answer is clear, or the budget is spent')
    .addOption(durationOption('--budget <time>', 'how long --until-sure may take, as 90s, 30m or 2h', '30m'))
    .option('--only <parameter=value>', 'only the cells with this choice', choice, [])
    .addOption(new Option('--arch <arch>', 'run on this architecture only').choices(['aarch64', 'x86_64']))
    .addOption(
      new Option('--accel <accelerator>', 'auto: KVM where a guest runs on it, else TCG')
        .choices(['auto', 'tcg', 'kvm'])
        .default('auto'),
    )
    .option('--machine <type>', 'the machine type (default: the newest version of it that both have)')
    .option('--cpu <model>', 'the CPU model')
    .option('--image <image>', "the guest image: a suite, a kernel's version, or its name")
    .option('--append <text>', "add to the kernel's command line")
    .option('--host <host>', 'where QEMU runs: ssh://[user@]name[:port], or lab')
    .option('--jobs <n>', 'how many cells run at the same time', countFrom1)
    .option('--output <dir>', 'the folder for the records (default: vmwright-runs/TIME)')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', comparisonHelp)
    .action((scenarios: string[], options: Options) => run(scenarios, options, signal));
  return addLabOptions(command);
}

async function run(scenarios: string[], options: Options, signal: AbortSignal): Promise<void> {
  const { base = options.head, head = base } = options;
  checkDifferent(options);
  const words = [...new Set([base, head])].filter((word) => word !== undefined);
  await using hosts = await openHosts({ ...options, qemu: words[0], qemus: words }, signal);
  const plan = await planBoth(scenarios, { ...options, base, head }, hosts, signal);
  const output = chooseOutput(options.output);
  prepare(output);
  if (options.output === undefined) linkLatest(output);
  const started = performance.now();
  const rounds = roundsOf(options);
  const jobs = options.jobs ?? jobsOn([await hosts.source.facts()]);
  const warning = 'atMost' in rounds ? warningOfTooFew(rounds.atMost) : undefined;
  if (warning !== undefined) say(warning);
  const comparison = await compare(plan, {
    ...{ output, jobs, confidence, margin, signal, rounds },
    begins: (cells, roundMs) => say(announcement(cells, roundMs, rounds, jobs)),
    progress: (round, cells, left) =>
      say(progressLine({ round, cells, left, ms: performance.now() - started }, rounds)),
  });
  const compared = describeSides(plan, options);
  const mail = mailParagraph(comparison, compared);
  const document = {
    format: 1,
    directory: output,
    ms: Math.round(performance.now() - started),
    ...compared,
    ...comparison,
    mail,
  };
  writeFileSync(join(output, 'comparison.json'), `${JSON.stringify(document, undefined, 2)}\n`);
  if (options.json) printJson(document);
  else print([...describeCells(comparison), '', mail, '', `records: ${output}`].join('\n'));
  process.exitCode = statusOf(comparison);
}

function roundsOf({ untilSure, budget, repeat }: Options): Rounds {
  if (untilSure) return { budgetMs: budget };
  return repeat === undefined ? usual : { atLeast: repeat, atMost: repeat };
}

/** @throws UsageError when nothing differs between the two sides, as far as one can know */
function checkDifferent({ base, head, baseKernel, headKernel }: Options): void {
  if ((base !== undefined && head !== undefined) || baseKernel !== undefined || headKernel !== undefined)
    return;
  const missing = base === undefined ? (head === undefined ? '--base and --head' : '--base') : '--head';
  throw new UsageError(
    `${missing} missing: compare takes two QEMUs, or one with two kernels (--base-kernel, --head-kernel)`,
  );
}

async function planBoth(
  scenarios: readonly string[],
  options: Options,
  hosts: Awaited<ReturnType<typeof openHosts>>,
  signal: AbortSignal,
): Promise<RunPlan> {
  const {
    base,
    head,
    baseKernel,
    headKernel,
    arch,
    cpu: cpuModel,
    machine: machineType,
    image,
    only,
  } = options;
  const none = { pair: [], machine: [], cpu: [], kernel: [], transport: [] };
  const qemu = [base, head].filter((word) => word !== undefined);
  const where = await matrixSurroundings(
    hosts,
    { ...options, ...none, qemu, accel: [options.accel] },
    signal,
  );
  // The same on both sides: else accelerators would be compared.
  const accelerator = where.acceleratorOf(options.accel, base, head);
  const variant = (
    side: string,
    own: string | undefined,
    other: string | undefined,
    kernel?: string,
  ): Variant => ({
    qemu: where.qemuOf(own, hosts.source),
    ...(own !== other && { alikeQemu: where.qemuOf(other, hosts.source) }),
    ...(kernel !== undefined && { kernel }),
    accelerator,
    coordinates: { side },
  });
  return await planRun(
    {
      ...{ host: hosts.source, destinationHost: hosts.source, scenarios, only, image, machineType, cpuModel },
      ...{ arch: arch ?? where.arch, append: where.append, probe: where.probe },
      variants: [variant('base', base, head, baseKernel), variant('head', head, base, headKernel)],
      scope: scenarios.length > 0 ? 'once' : 'telling',
    },
    signal,
  );
}

function describeSides({ cells }: RunPlan, { baseKernel, headKernel }: Options): Compared {
  const sideOf = (side: 'base' | 'head', kernel: string | undefined) => {
    const own = cells.filter(({ description }) => description.coordinates?.['side'] === side);
    const qemus = own.map(({ description: { qemu } }) => qemu.version).filter((version) => version !== '');
    const machines = own.flatMap(({ description: { machineType } }) => machineType ?? []);
    const names = [...new Set(qemus)].map((version) => `QEMU ${version}`);
    return [...names, ...new Set(machines), ...(kernel === undefined ? [] : [`kernel ${kernel}`])].join(', ');
  };
  const places = cells.flatMap(({ description: { arch, accelerator } }) =>
    accelerator === '' ? [] : [`${arch} with ${accelerator}`],
  );
  return {
    base: sideOf('base', baseKernel),
    head: sideOf('head', headKernel),
    where: [...new Set(places)].join(' and '),
  };
}

function statusOf({ cells, interrupted }: Comparison): 0 | 1 | 3 {
  const isWorse = ({ verdict, speed }: JudgedCell) => verdict.startsWith('broken') || speed === 'slower';
  if (cells.some(isWorse)) return 1;
  // What is not known is not fine.
  const isUnknown = interrupted || cells.some(({ verdict }) => verdict === 'lost');
  return isUnknown || cells.every(({ verdict }) => verdict === 'not compared') ? 3 : 0;
}

/** @throws UsageError when another comparison's records are there; EnvironmentError when it cannot be made */
function prepare(output: string): void {
  if (existsSync(join(output, 'round-001')))
    throw new UsageError(`${output} holds the records of another comparison; --output names another folder`);
  makeFolder(output, '--output names another place');
}
