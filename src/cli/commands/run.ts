import { Command, Option } from 'commander';
import type { Host } from '../../host/index.js';
import {
  exitStatus,
  planRun,
  startRun,
  warmStarts,
  type DescribedHost,
  type WantedChoice,
} from '../../runner/index.js';
import { openHosts, type HostOptions } from '../hosts.js';
import { addLabOptions } from '../lab-options.js';
import { checkOwnGuest, withAccess, type OwnGuestOptions } from '../own-guest.js';
import { jobsOn } from '../default-jobs.js';
import { countFrom1 } from '../option-values.js';
import { chooseOutput, linkLatest } from '../output-folder.js';
import { oneMore, readKnownFindings } from '../known-findings.js';
import { reportRun } from '../report-run.js';
import { surroundings, type SurroundingsOptions } from '../surroundings.js';
import { choice } from '../wanted-choice.js';

interface Options extends OwnGuestOptions, HostOptions, SurroundingsOptions {
  readonly only: readonly WantedChoice[];
  readonly plainMigration?: true;
  readonly machine?: string;
  readonly image?: string;
  readonly jobs?: number;
  readonly repeat: number;
  readonly all?: true;
  readonly warm?: true;
  /** Files, or false for `--no-known`. */
  readonly known?: readonly string[] | false;
  readonly kernel?: string;
  readonly output?: string;
  readonly json?: true;
}

const epilogue = `
A SCENARIO is the name of one that ships (see vmwright list), a theme for all of its scenarios, or a file. Without any,
the cells that say most for their time are run, as many as end within four minutes on two cores.

Without --arch, each cell is run on the first of aarch64 and x86_64 that can walk it here. With --all it is run on both.

To try a kernel of your own, --kernel alone is enough: it boots with vmwright's initramfs, whose modules are another
kernel's, so build in CONFIG_VIRTIO_PCI, CONFIG_VIRTIO_NET, CONFIG_PCI_HOST_GENERIC and a serial console (on arm64,
defconfig, with these set to y). An --initrd of your own must start an SSH server on port 22 of
10.0.2.15/24, accept --key, show --host-key, and print --marker to the console when it can be reached.

Exit status: 0 all passed, were known or skipped, and not all were skipped, 1 a finding, 2 wrong usage, 3 an error or
nothing ran.`;

export function runCommand(signal: AbortSignal): Command {
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
      '--qemu <qemu>',
      'a path, a name or a version (see vmwright qemu; default: qemu-system-ARCH on the PATH)',
    )
    .option(
      '--host <host>',
      'where QEMU runs: ssh://[user@]name[:port], or lab: real arm64 KVM (default: this machine)',
    )
    .option('--src-host <host>', 'where the source of a migration runs')
    .option('--dst-host <host>', 'where its destination runs; the next migration comes back')
    .option('--dst-qemu <qemu>', 'the QEMU of --dst-host (default: as --qemu)')
    .option('--fault <fault>', "what the lab's KVM does wrong (see vmwright lab faults)")
    .option('--plain-migration', 'do not encrypt what goes from one host to the other')
    .addOption(new Option('--arch <arch>', 'run on this architecture only').choices(['aarch64', 'x86_64']))
    .addOption(
      new Option('--accel <accelerator>', 'auto: KVM where a guest runs on it, else TCG')
        .choices(['auto', 'tcg', 'kvm'])
        .default('auto'),
    )
    .option('--machine <type>', 'the machine type, as virt-7.2 (default: the newest of this QEMU)')
    .option(
      '--jobs <n>',
      "how many cells run at the same time (default: what the host's cores and memory allow)",
      countFrom1,
    )
    .option('--repeat <n>', 'how often each cell runs', countFrom1, 1)
    .option('--warm', 'start VMs from saved states in place of booting them, where they can')
    .option('--output <dir>', "the folder for the run's records (default: vmwright-runs/TIME)")
    .option('--known <file>', 'findings that do not fail a cell, besides those that ship', oneMore)
    .option('--no-known', 'call every finding one, known or not')
    .option('--json', 'print the result as JSON when the run has ended')
    .option(
      '--image <image>',
      "the guest image: a suite, a kernel's version, or its name in vmwright image list",
    )
    .option('--kernel <file>', 'boot this kernel')
    .option('--initrd <file>', 'boot with this initramfs')
    .option('--append <text>', "add to the kernel's command line")
    .option('--key <file>', "the private key that opens an initramfs of one's own")
    .option('--host-key <file>', 'the public host key that it shows')
    .option('--user <name>', 'who logs in there (default: root)')
    .option('--marker <text>', 'the line on its console which says that SSH can be reached')
    .addHelpText('after', epilogue)
    .action((scenarios: string[], options: Options) => run(scenarios, options, signal));
  return addLabOptions(command);
}

async function run(scenarios: string[], options: Options, signal: AbortSignal): Promise<void> {
  const access = checkOwnGuest(options);
  await using hosts = await openHosts(options, signal);
  const { source: host, destination } = hosts;
  const { machine, image, repeat, only, kernel, initrd } = options;
  const plan = await planRun(
    {
      ...{ host, destinationHost: destination },
      plainTcp: options.plainMigration,
      ...{ scenarios, only, machineType: machine, image, repeat, kernel, initrd },
      ...(await surroundings(hosts, options, signal)),
      scope: options.all ? 'everywhere' : scenarios.length > 0 ? 'once' : 'telling',
    },
    signal,
  );
  const cells = withAccess(plan.cells, access);
  const known = await readKnownFindings(options.known);
  const output = chooseOutput(options.output);
  const described = await Promise.all([...new Set([host, destination])].map(describe));
  const run = startRun(cells, {
    ...{ jobs: options.jobs ?? jobsOn(described), output, leftOut: plan.leftOut, known, signal },
    ...{ hosts: described, warm: options.warm && warmStarts() },
  });
  if (options.output === undefined) linkLatest(output);
  const { counts } = await reportRun(run, { json: options.json ?? false });
  process.exitCode = exitStatus(counts);
}

async function describe(host: Host): Promise<DescribedHost> {
  return { name: host.name, ...(await host.facts()) };
}
