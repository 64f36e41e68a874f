import { Command, InvalidArgumentError, Option } from 'commander';
import { exploreExitStatus, startExploration } from '../../explore/index.js';
import type { Arch } from '../../model/index.js';
import { findWalkPlace, warmStarts } from '../../runner/index.js';
import { maxSteps, maxVcpus } from '../../scenario/index.js';
import type { AcceleratorWish } from '../accelerator.js';
import { chosenOperations } from '../chosen-operations.js';
import { jobsOn } from '../default-jobs.js';
import { durationOption } from '../duration.js';
import { openHosts } from '../hosts.js';
import { knownOption, noKnownOption, readKnownFindings, type KnownChoice } from '../known-findings.js';
import { addLabOptions, type LabFlags } from '../lab-options.js';
import { countFrom1, countUpTo } from '../option-values.js';
import { chooseOutput, linkLatest } from '../output-folder.js';
import { reportExploration } from '../report-until-end.js';
import { surroundings } from '../surroundings.js';

interface Options extends LabFlags {
  readonly budget: number;
  readonly shrinkBudget: number;
  readonly seed?: number;
  readonly walks?: number;
  readonly walk?: number;
  readonly steps?: number;
  readonly vcpus?: number;
  readonly ops?: string;
  readonly keepGoing?: true;
  readonly jobs?: number;
  readonly qemu?: string;
  readonly host?: string;
  readonly arch?: Arch;
  readonly warm?: true;
  readonly accel: AcceleratorWish;
  readonly machine?: string;
  readonly image?: string;
  readonly known?: KnownChoice;
  readonly output?: string;
  readonly json?: true;
}

const epilogue = `
Every walk boots a VM and does to it what its model allows, each step checked as in a scenario: state changes next to
migrations and resets, several at once, refusals, and rather what was not tried yet. What is found is walked again, cut
down to the smallest walk that shows the same, and kept in a folder with that walk as a scenario file for vmwright run.

  vmwright explore --qemu 10.0 --budget 1h --keep-going
  vmwright explore --ops migrate,offline,online,reset --seed 7
  vmwright explore --host lab --vcpus 2

Exit status: 0 nothing found, 1 a finding, 2 wrong usage, 3 an error or nothing could be judged.`;

export function exploreCommand(signal: AbortSignal): Command {
  const command = new Command('explore')
    .description('walk about at random until a VM is found wrong, and shrink what was done to it')
    .addOption(durationOption('--budget <time>', 'how long it walks: 90s, 10m, 2h', '10m'))
    .option('--seed <n>', 'for the same walks again (default: another one each time)', seedNumber)
    .option('--ops <names>', 'only these operations (migrate,offline), or all but some (-panic,-watchdog)')
    .option('--keep-going', 'after a finding go on, for others')
    .addOption(durationOption('--shrink-budget <time>', 'how long each finding is shrunk', '10m'))
    .option('--walks <n>', 'how many walks at most', countFrom1)
    .option('--walk <n>', 'this walk of the seed alone', countFrom1)
    .option('--steps <n>', 'how many steps each walk has (default: 10 to 25)', countUpTo(maxSteps))
    .option('--vcpus <n>', 'how many vCPUs each machine starts with (default: 1 to 4)', countUpTo(maxVcpus))
    .option(
      '--qemu <qemu>',
      'a path, a name or a version (see vmwright qemu; default: qemu-system-ARCH on the PATH)',
    )
    .option(
      '--host <host>',
      'where QEMU runs: ssh://[user@]name[:port], or lab: real arm64 KVM (default: this machine)',
    )
    .addOption(
      new Option('--arch <arch>', 'explore this architecture (default: the first that can run here)').choices(
        ['aarch64', 'x86_64'],
      ),
    )
    .addOption(
      new Option('--accel <accelerator>', 'auto: KVM where a guest runs on it, else TCG')
        .choices(['auto', 'tcg', 'kvm'])
        .default('auto'),
    )
    .option('--machine <type>', 'the machine type, as virt-7.2 (default: the newest of this QEMU)')
    .option(
      '--image <image>',
      "the guest image: a suite, a kernel's version, or its name in vmwright image list",
    )
    .option(
      '--jobs <n>',
      "how many walks run at the same time (default: what the host's cores and memory allow)",
      countFrom1,
    )
    .option('--output <dir>', 'the folder for the records (default: vmwright-runs/TIME)')
    .option(
      '--warm',
      'start from saved states of booted machines where that can be; what is found is walked again from a boot',
    )
    .addOption(knownOption('findings that neither stop it nor fail it, besides those that ship'))
    .addOption(noKnownOption())
    .option('--json', 'print the result as JSON when it has ended')
    .addHelpText('after', epilogue)
    .action((options: Options) => explore(options, signal));
  return addLabOptions(command);
}

async function explore(options: Options, signal: AbortSignal): Promise<void> {
  const operations = chosenOperations(options.ops);
  const known = await readKnownFindings(options.known);
  await using hosts = await openHosts(options, signal);
  const host = hosts.source;
  const { machine, image } = options;
  const where = await surroundings(hosts, options, signal);
  const place = await findWalkPlace({ ...where, host, machineType: machine, image }, signal);
  const output = chooseOutput(options.output);
  const { budget, shrinkBudget, walks, walk, steps, vcpus, keepGoing = false } = options;
  const exploration = startExploration({
    ...{ place, operations, known, output, signal, keepGoing, walks, onlyWalk: walk, steps, vcpus },
    ...{ budgetMs: budget, shrinkBudgetMs: shrinkBudget },
    seed: options.seed ?? Math.floor(Math.random() * 2 ** 31),
    warm: options.warm && warmStarts(),
    jobs: options.jobs ?? jobsOn([await host.facts()]),
  });
  if (options.output === undefined) linkLatest(output);
  const summary = await reportExploration(exploration, {
    json: options.json ?? false,
    place: wordsOfPlace(options),
  });
  process.exitCode = exploreExitStatus(summary);
}

/** The options of `vmwright run` for the same QEMU, machine and guest, on the same host. */
function wordsOfPlace({ qemu, host, labKernel, arch, accel, machine, image }: Options): string[] {
  const words = {
    qemu,
    host,
    'lab-kernel': labKernel,
    arch,
    machine,
    image,
    ...(accel !== 'auto' && { accel }),
  };
  return Object.entries(words).flatMap(([name, word]) => (word === undefined ? [] : [`--${name}`, word]));
}

function seedNumber(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed < 2 ** 31) return seed;
  throw new InvalidArgumentError('It must be a whole number from 0 to 2147483647.');
}
