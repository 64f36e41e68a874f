import { Command, Option } from 'commander';
import type { Host } from '../../host/index.js';
import {
  exitStatus,
  makeRunDirectory,
  planRun,
  startRun,
  warmStarts,
  type DescribedHost,
  type WantedChoice,
} from '../../runner/index.js';
import { holdRun } from '../../records/index.js';
import { CleanUp } from '../../support/clean-up.js';
import { openHosts, type HostOptions } from '../hosts.js';
import { addLabOptions } from '../lab-options.js';
import { checkOwnGuest, withAccess, type OwnGuestOptions } from '../own-guest.js';
import { bisectFailure, bisectStatus } from '../bisect-status.js';
import { jobsOn } from '../default-jobs.js';
import { countFrom1 } from '../option-values.js';
import { chooseOutput, linkLatest } from '../output-folder.js';
import { knownOption, noKnownOption, readKnownFindings, type KnownChoice } from '../known-findings.js';
import { reportRun } from '../report-until-end.js';
import { addMatrixOptions, qemusOf, type MatrixOptions } from '../matrix-options.js';
import { matrixOf } from '../matrix.js';
import { matrixSurroundings } from '../matrix-surroundings.js';
import { withRecordedWords } from '../recorded-words.js';
import { resumedFolder, resumeIn } from '../resume.js';
import { addShardOptions, shareOf, type ShardOptions } from '../shard-options.js';
import type { SurroundingsOptions } from '../surroundings.js';
import { choice } from '../wanted-choice.js';

interface Options
  extends
    OwnGuestOptions,
    Omit<HostOptions, 'qemu' | 'dstQemu'>,
    Omit<SurroundingsOptions, 'qemu' | 'dstQemu' | 'accel'>,
    MatrixOptions,
    ShardOptions {
  readonly bisect?: true;
  readonly resume?: string;
  readonly only: readonly WantedChoice[];
  readonly plainMigration?: true;
  readonly image?: string;
  readonly jobs?: number;
  readonly repeat: number;
  readonly all?: true;
  readonly warm?: true;
  readonly known?: KnownChoice;
  readonly output?: string;
  readonly json?: true;
}

/** What `--pair` and `--pairs` run when no scenario is named. */
const tableScenario = 'vm-moves-to-another-version';

const epilogue = `
A SCENARIO is the name of one that ships (see vmwright list), a theme for all of its scenarios, or a file. Without any,
the cells that say most for their time are run, as many as end within four minutes on two cores.

Without --arch, each cell is run on the first of aarch64 and x86_64 that can walk it here. With --all it is run on both.

What can be given more than once makes a matrix: all of it is run with each. With --pair or --pairs, migrations lead from one
QEMU to another (the next one comes back), and the result is a table, on every architecture that the QEMUs are for; without a
SCENARIO, it is ${tableScenario}.

To try a kernel of your own, --kernel alone is enough: it boots with vmwright's initramfs, whose modules are another
kernel's, so build in CONFIG_VIRTIO_PCI, CONFIG_VIRTIO_NET, CONFIG_PCI_HOST_GENERIC and a serial console (on arm64,
defconfig, with these set to y). An --initrd of your own must start an SSH server on port 22 of
10.0.2.15/24, accept --key, show --host-key, and print --marker to the console when it can be reached.

--resume DIR, alone or with --jobs and --json, goes on with the same words as before, in the same directory. Cells that had
ended keep their results; those that could not be judged (error) are run again.

Exit status: 0 all passed, were known or skipped, and not all were skipped, 1 a finding, 2 wrong usage, 3 an error or
nothing ran. With --bisect, for git bisect run: 0 good, 1 a finding, 125 an error, no QEMU, nothing ran or only what --known
expects (findings that ship as known are findings then), 255 wrong usage.`;

export function runCommand(signal: AbortSignal): Command {
  return describedCommand().action((scenarios: string[], options: Options, command: Command) =>
    start(scenarios, options, command, signal),
  );
}

function describedCommand(): Command {
  const command = new Command('run')
    .description('run scenarios, and tell which VM was found wrong')
    .argument('[scenario...]', 'names, themes or files of scenarios')
    .option('--all', 'every cell, on every architecture')
    .option(
      '--only <parameter=value>',
      'only the cells with this choice; may be given more than once',
      choice,
      [],
    )
    .option(
      '--host <host>',
      'where QEMU runs: ssh://[user@]name[:port], or lab: real arm64 KVM (default: this machine)',
    )
    .option('--src-host <host>', 'where the source of a migration runs')
    .option('--dst-host <host>', 'where its destination runs; the next migration comes back')
    .option('--fault <fault>', 'plant a fault, which the witnesses must find (see vmwright list --faults)')
    .option('--plain-migration', 'do not encrypt what goes from one host to the other')
    .addOption(new Option('--arch <arch>', 'run on this architecture only').choices(['aarch64', 'x86_64']))
    .option(
      '--jobs <n>',
      "how many cells run at the same time (default: what the host's cores and memory allow)",
      countFrom1,
    )
    .option('--repeat <n>', 'how often each cell runs', countFrom1, 1)
    .option('--warm', 'start VMs from saved states in place of booting them, where they can')
    .option('--output <dir>', "the folder for the run's records (default: vmwright-runs/TIME)")
    .addOption(knownOption('findings that do not fail a cell, besides those that ship'))
    .addOption(noKnownOption())
    .option('--json', 'print the result as JSON when the run has ended')
    .option(
      '--image <image>',
      "the guest image: a suite, a kernel's version, or its name in vmwright image list",
    )
    .option('--initrd <file>', 'boot with this initramfs')
    .option('--append <text>', "add to the kernel's command line")
    .option('--key <file>', "the private key that opens an initramfs of one's own")
    .option('--host-key <file>', 'the public host key that it shows')
    .option('--user <name>', 'who logs in there (default: root)')
    .option('--marker <text>', 'the line on its console which says that SSH can be reached')
    .option('--resume <dir>', 'go on with the run of this folder, which was interrupted')
    .option('--bisect', 'exit as git bisect run wants it')
    .addHelpText('after', epilogue);
  return addShardOptions(addLabOptions(addMatrixOptions(command)));
}

/** What was said after `vmwright run`. */
function wordsAfter(vmwright: Command | null): readonly string[] {
  return vmwright?.args.slice(1) ?? [];
}

/** A run that goes on is told by its record what to run. */
async function start(
  scenarios: string[],
  options: Options,
  command: Command,
  signal: AbortSignal,
): Promise<void> {
  let said = { scenarios, options, words: wordsAfter(command.parent) };
  try {
    if (options.resume !== undefined) {
      const resume = resumedFolder(options.resume);
      const before = withRecordedWords(resume, command, describedCommand());
      said = { ...said, ...before, options: { ...options, ...before?.options, resume } };
    }
    await run(said.scenarios, said.options, said.words, signal);
  } catch (error) {
    if (!said.options.bisect) throw error;
    process.exitCode = bisectFailure(error);
  }
}

async function run(
  scenarios: string[],
  options: Options,
  words: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const access = checkOwnGuest(options);
  const known = await readKnownFindings(options.known, options);
  const wanted = qemusOf(options);
  await using hosts = await openHosts({ ...options, qemu: wanted[0], qemus: wanted }, signal);
  const { source: host, destination } = hosts;
  const { image, repeat, only, initrd, transport } = options;
  const where = await matrixSurroundings(hosts, options, signal);
  const { arch, append, fault, probe } = where;
  const { variants, hasPairs } = await matrixOf(options, where, signal);
  const isTable = hasPairs && scenarios.length === 0;
  const plan = await planRun(
    {
      ...{ host, destinationHost: destination, plainTcp: options.plainMigration, arch, append, variants },
      ...{ fault, probe, scenarios: isTable ? [tableScenario] : scenarios, only, image, repeat, initrd },
      ...(transport.length > 0 && { transports: transport }),
      scope: options.all || hasPairs ? 'everywhere' : scenarios.length > 0 ? 'once' : 'telling',
    },
    signal,
  );
  const { cells, shard } = shareOf(withAccess(plan.cells, access), options);
  const output = options.resume ?? chooseOutput(options.output);
  makeRunDirectory(output);
  await using lock = new CleanUp();
  lock.use(await holdRun(output));
  const resumed = options.resume === undefined ? undefined : resumeIn(output, cells, shard);
  const described = await Promise.all([...new Set([host, destination])].map(describe));
  const run = startRun(cells, {
    ...{ jobs: options.jobs ?? jobsOn(described), output, leftOut: plan.leftOut, known, signal },
    ...{ hosts: described, shard, words, before: resumed?.before },
    warm: options.warm && warmStarts(),
  });
  if (options.output === undefined && !resumed) linkLatest(output);
  const { counts } = await reportRun(run, { json: options.json ?? false });
  process.exitCode = options.bisect ? bisectStatus(counts) : exitStatus(counts, { cells, shard });
}

async function describe(host: Host): Promise<DescribedHost> {
  return { name: host.name, ...(await host.facts()) };
}
