import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { bisect, bisectionName, readHistory } from '../../bisect/index.js';
import { localHost } from '../../host/index.js';
import { cacheDirectory, chooseImage, guestArchitectures } from '../../image/index.js';
import type { Arch } from '../../model/index.js';
import { operations } from '../../operations/index.js';
import { checkKernel } from '../../machine/index.js';
import { onlyChosen, type RunRequest, type WantedChoice } from '../../runner/index.js';
import { expandScenario, loadScenario, resolveScenarios, type Scenario } from '../../scenario/index.js';
import { UsageError } from '../../support/errors.js';
import { chooseAccelerator, type AcceleratorWish } from '../accelerator.js';
import { describeBisection } from '../bisect-report.js';
import { jobsOn } from '../default-jobs.js';
import { oneMore } from '../known-findings.js';
import { countFrom1 } from '../option-values.js';
import { print, printJson, say } from '../streams.js';
import { choice } from '../wanted-choice.js';

interface Options {
  readonly repo: string;
  readonly good: string;
  readonly bad: string;
  readonly scenario: readonly string[];
  readonly build?: string;
  readonly firstParent?: true;
  readonly signature?: string;
  readonly repeat?: number;
  readonly confidence: number;
  readonly only: readonly WantedChoice[];
  readonly arch?: Arch;
  readonly accel: AcceleratorWish;
  readonly machine?: string;
  readonly image?: string;
  readonly kernel?: string;
  readonly append?: string;
  readonly jobs?: number;
  readonly output?: string;
  readonly fresh?: true;
  readonly json?: true;
}

const epilogue = `
The bad end is built and tried first: the failure that shows there, by its signature and in the one cell that shows it
most, is what is looked for, and how often it shows says how many passes make a commit good. Then the good end. git
bisect chooses the rest. What does not build, or has another finding, is skipped and told; what breaks in the
surroundings counts as nothing. At the end, good commits are tried again until it is as sure as --confidence asks for.

The repository's checkout, index, HEAD and its own git bisect are left alone: the work is done in a worktree of its own,
in vmwright's cache or in --output, which is removed at the end. Interrupt it at any time; the same command goes on.

--build is for sh, in an empty folder at first, which is kept from commit to commit. It must leave qemu-system-ARCH
there, or a script of that name. Its environment has SRC (the sources), BUILD (where it is), ARCH (aarch64 or x86_64),
TARGET (ARCH-softmmu), JOBS (how many processors) and COMMIT. Submodules that your checkout has are brought along. Left
out: "$SRC/configure" --target-list="$TARGET" --disable-docs --disable-werror, once, then
make -j"$JOBS" "qemu-system-$ARCH".

Exit status: 0 the first bad commit was found, 1 it is one of several, since those between cannot be judged, 2 wrong
usage, also when an end is not what was said of it, 3 an error.

With your own git bisect run:
  git bisect run sh -c 'make -C build -j8 || exit 125; vmwright run --bisect --qemu ./build NAME'`;

export function bisectCommand(signal: AbortSignal): Command {
  return new Command('bisect')
    .description('find the commit of a QEMU tree since which a scenario fails')
    .requiredOption('--repo <dir>', 'a git checkout of QEMU')
    .requiredOption('--good <rev>', 'a revision without the failure')
    .requiredOption('--bad <rev>', 'a later one that has it')
    .requiredOption('--scenario <scenario>', 'a name, theme or file; may be given more than once', oneMore)
    .option('--build <command>', 'how a QEMU is built (default: as below)')
    .option('--first-parent', 'of a merge follow only the branch that it was merged into')
    .option('--signature <text>', 'the failure to look for (default: the one that shows most at --bad)')
    .option(
      '--repeat <n>',
      'how often --bad is tried, to know how often it fails (default: until it failed three times)',
      countFrom1,
    )
    .option('--confidence <p>', 'how sure the result must be, as 0.99', probability, 0.95)
    .option(
      '--only <parameter=value>',
      'only the cells with this choice; may be given more than once',
      choice,
      [],
    )
    .addOption(
      new Option(
        '--arch <arch>',
        'the architecture (default: the first that the scenarios can be on)',
      ).choices([...guestArchitectures]),
    )
    .addOption(
      new Option('--accel <accelerator>', 'auto: KVM where a guest runs on it, else TCG')
        .choices(['auto', 'tcg', 'kvm'])
        .default('tcg'),
    )
    .option('--machine <type>', 'the machine type; name one that all of the revisions have')
    .option(
      '--image <image>',
      "the guest image: a suite, a kernel's version, or its name in vmwright image list",
    )
    .option('--kernel <file>', 'boot this kernel')
    .option('--append <text>', "add to the kernel's command line")
    .option(
      '--jobs <n>',
      "how many cells run at the same time (default: what the host's cores allow)",
      countFrom1,
    )
    .option('--output <dir>', "the folder for all of it (default: one in vmwright's cache)")
    .option('--fresh', 'begin anew, also when it was begun or done before')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', epilogue)
    .action((options: Options) => run(options, signal));
}

async function run(options: Options, signal: AbortSignal): Promise<void> {
  const { repo, firstParent, build, confidence, repeat, signature, fresh } = options;
  const history = await readHistory({ ...options, repository: repo, firstParent }, signal);
  const request = await requestOf(options, signal);
  const key = keyOf(request, await filesOf(options.scenario), { build, signature });
  const folder = resolve(options.output ?? join(cacheDirectory(), 'bisect', bisectionName(history, key)));
  say(`${history.commits.length} commits to choose from; its records: ${folder}`);
  const result = await bisect({
    ...{ history, request, build, confidence, repeat, signature, folder, key, fresh, signal },
    jobs: options.jobs ?? jobsOn([await localHost.facts()]),
    progress: say,
  });
  if (options.json) printJson({ format: 1, folder, ...result });
  else print(describeBisection(result));
  process.exitCode = result.suspects.length === 1 ? 0 : 1;
}

async function requestOf(
  options: Options,
  signal: AbortSignal,
): Promise<RunRequest & { readonly arch: Arch }> {
  const { scenario: words, only, machine, image, append } = options;
  const scenarios = await Promise.all((await filesOf(words)).map((file) => loadScenario(file, operations)));
  const arch = options.arch ?? archOf(scenarios);
  // A run would find these mistakes only when there is a QEMU, and to build that takes long.
  const walks = scenarios.flatMap((scenario) => expandScenario(scenario, arch));
  onlyChosen(walks, only);
  chooseImage({ arch, image });
  const kernel = options.kernel === undefined ? undefined : resolve(options.kernel);
  if (kernel !== undefined) checkKernel(kernel, arch);
  const places = [{ host: localHost, qemu: undefined }];
  const accelerator = await chooseAccelerator(options.accel, arch, places, signal);
  return { scenarios: words, only, arch, accelerator, machineType: machine, image, kernel, append };
}

/** The first on which each of the scenarios has something to do. */
function archOf(scenarios: readonly Scenario[]): Arch {
  const fits = (arch: Arch) =>
    scenarios.every((scenario) => expandScenario(scenario, arch).some(({ skip }) => skip === undefined));
  const arch = guestArchitectures.find(fits);
  if (arch) return arch;
  throw new UsageError(
    '--scenario: no architecture has all of these; bisect with those of one, and with --arch',
  );
}

async function filesOf(words: readonly string[]): Promise<string[]> {
  return (await Promise.all(words.map(resolveScenarios))).flat();
}

/** What the runs of one bisection must have in common. How many run at a time, and how sure it must be, may change. */
function keyOf(request: RunRequest, files: readonly string[], rest: object): string {
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  return createHash('sha256')
    .update(JSON.stringify([{ ...request, scenarios: texts }, rest]))
    .digest('hex');
}

function probability(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0.5 && value < 1) return value;
  throw new InvalidArgumentError('It must be a number from 0.5 to below 1, as 0.95.');
}
