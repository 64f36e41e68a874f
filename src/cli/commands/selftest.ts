import { Command, Option } from 'commander';
import { faultNamed, type Fault, type Planted } from '../../faults/index.js';
import type { Arch } from '../../model/index.js';
import { shippedKnownFindings } from '../../known/index.js';
import {
  judgeProof,
  KnownFindingsOfRun,
  planSelfTest,
  startRun,
  type CellDescription,
  type Proof,
  type RunEvent,
} from '../../runner/index.js';
import type { AcceleratorWish } from '../accelerator.js';
import { jobsOn } from '../default-jobs.js';
import { openHosts } from '../hosts.js';
import { addLabOptions, type LabFlags } from '../lab-options.js';
import { countFrom1 } from '../option-values.js';
import { chooseOutput, linkLatest } from '../output-folder.js';
import { provedText, statusOf, summaryText, type Proved } from '../proved.js';
import { print, printJson, say } from '../streams.js';
import { counted } from '../../report/text.js';
import { wantedQemuInLab } from '../qemu-in-lab.js';
import { surroundings } from '../surroundings.js';

interface Options extends LabFlags {
  readonly host?: string;
  readonly fault: readonly Fault[];
  readonly all?: true;
  readonly qemu?: string;
  readonly arch?: Arch;
  readonly accel?: AcceleratorWish;
  readonly machine?: string;
  readonly image?: string;
  readonly jobs?: number;
  readonly output?: string;
  readonly json?: true;
}

const epilogue = `
Each scenario names the faults that it must catch (catches:, see scenarios/README.md). Here they are planted, one at a
time, from outside, in an unmodified QEMU: a scenario that passes in spite of its fault is a broken test. A fault counts
as caught only by a finding at the step where it was planted, or later; where a known bug of the QEMU shows before that,
it is skipped.

Without a scenario or a fault, each fault is tried once, in the scenario that takes the least time; with --all, or where
one is named, each in all of its scenarios. With --host lab they are the faults of its KVM.

Exit status: 0 all were caught, 1 one was not, 2 wrong usage, 3 an error, or a fault that was never planted.`;

export function selftestCommand(signal: AbortSignal): Command {
  const command = new Command('selftest')
    .description('plant known faults, and prove that the scenarios catch them')
    .argument('[scenario...]', 'names, themes or files of scenarios')
    .option('--fault <fault>', 'only this fault; may be given more than once', oneMoreFault, [])
    .option('--all', 'each fault in each scenario that names it')
    .option('--qemu <qemu>', 'a path, a name or a version (see vmwright qemu)')
    .addOption(new Option('--arch <arch>', 'on this architecture only').choices(['aarch64', 'x86_64']))
    .addOption(
      new Option('--accel <accelerator>', 'what runs the guests (default: tcg; in a lab, its KVM)').choices([
        'auto',
        'tcg',
        'kvm',
      ]),
    )
    .option(
      '--host <host>',
      'lab: the faults of its KVM; or ssh://[user@]name[:port] (default: this machine)',
    )
    .option('--machine <type>', 'the machine type, as virt-7.2')
    .option('--image <image>', 'the guest image')
    .option('--jobs <n>', 'how many at the same time', countFrom1)
    .option('--output <dir>', 'the folder for the records (default: vmwright-runs/TIME)')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', epilogue)
    .action((scenarios: string[], options: Options) => selftest(scenarios, options, signal));
  return addLabOptions(command);
}

function oneMoreFault(name: string, before: readonly Fault[]): Fault[] {
  return [...before, faultNamed(name)];
}

async function selftest(scenarios: string[], options: Options, signal: AbortSignal): Promise<void> {
  const { fault, all, machine: machineType, image, json, qemu, arch } = options;
  await using hosts = await openHosts(options, signal);
  const { source: host, labs } = hosts;
  const lab = labs.get(host);
  const isChosen = all === true || scenarios.length > 0 || fault.length > 0;
  const accel = options.accel ?? (lab ? 'auto' : 'tcg');
  const proofs = await planSelfTest(
    {
      ...{ scenarios, host, machineType, image, selection: isChosen ? 'all' : 'telling' },
      faults: fault.length > 0 ? fault : undefined,
      withKvmFault: lab && ((path, name) => wantedQemuInLab(lab.facts.qemus, path, name)),
      ...(await surroundings(hosts, { accel, qemu, ...(arch && { arch }) }, signal)),
    },
    signal,
  );
  const output = chooseOutput(options.output);
  // What a fault hangs is waited for, and takes no core.
  const jobs = options.jobs ?? jobsOn([await host.facts()]) + (lab ? 0 : 1);
  const tell = (proved: Proved) => (json ? say(provedText(proved)) : print(provedText(proved)));
  say(`${counted(proofs.length, 'planted fault')}, ${jobs} at a time`);
  const proved = await prove(proofs, { jobs, output, signal }, tell);
  if (options.output === undefined) linkLatest(output);
  if (json) printJson({ format: 1, directory: output, proofs: proved });
  else print(summaryText(proved, output));
  process.exitCode = statusOf(proved);
}

/** @param tell - called as each of them ends */
async function prove(
  proofs: readonly Proof[],
  options: Parameters<typeof startRun>[1],
  tell: (proved: Proved) => void,
): Promise<Proved[]> {
  const proved: Proved[] = [];
  const end = (one: Proved) => {
    proved.push(one);
    tell(one);
  };
  const knowns = new KnownFindingsOfRun(await shippedKnownFindings());
  const running = new Map<
    string,
    { proof: Proof; description: CellDescription; plantings: Planted[]; steps: number }
  >();
  for (const proof of proofs) {
    const { scenario, fault, cell } = proof;
    if (!('walk' in cell))
      end({ scenario, fault: fault.name, ms: 0, directory: null, is: 'skip', reason: cell.skip });
    else
      running.set(cell.description.id, {
        proof,
        description: cell.description,
        plantings: plantedAtOnce(fault),
        steps: cell.walk.steps.length,
      });
  }
  const run = startRun(
    proofs.flatMap(({ cell }) => ('walk' in cell ? [cell] : [])),
    options,
  );
  run.events.subscribe((event: RunEvent) => {
    const one = 'cell' in event ? running.get(event.cell) : undefined;
    if (event.type === 'fault-planted') one?.plantings.push({ step: event.step, what: event.what });
    if (event.type !== 'cell-finished' || !one) return;
    const { scenario, fault } = one.proof;
    const { ms, directory } = event;
    const verdict = judgeProof(knowns.judge(one.description, event.result), one.plantings);
    end({ ...{ scenario, fault: fault.name, ms, directory, steps: one.steps }, ...verdict });
  });
  await run.finished;
  options.signal?.throwIfAborted();
  return proved;
}

/** A fault of KVM is there from the launch on. What is found at the boot proves nothing of a witness, as with all faults. */
function plantedAtOnce({ place, says }: Fault): Planted[] {
  return place === 'kvm' ? [{ step: 1, what: says }] : [];
}
