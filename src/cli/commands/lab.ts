import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { cacheDirectory } from '../../image/index.js';
import { labDown, labUp, openShell, readLabState, targetAt, type LabState } from '../../lab/index.js';
import { EnvironmentError } from '../../support/errors.js';
import { addLabOptions, labOptions, type LabFlags } from '../lab-options.js';
import { print, printJson, say } from '../streams.js';
import { table } from '../table.js';

const epilogue = `
A lab is an arm64 Linux, emulated by this machine's QEMU with EL2, whose kernel has real KVM. In it, QEMUs of Debian for
arm64 start guests with KVM; they are at /qemu/VERSION/bin. It stays up until lab down, or until its supervisor dies.

To validate a KVM patch, build its kernel (arm64 defconfig with CONFIG_KVM, CONFIG_VIRTIO_PCI, CONFIG_VIRTIO_NET,
CONFIG_VIRTIO_BLK and CONFIG_EXT4_FS built in), and name its arch/arm64/boot/Image by --lab-kernel.`;

/** A program of its own, beside this folder: it need not read in all that a command line may ask for. */
const supervisorProgram = fileURLToPath(
  new URL(`../lab-supervisor${extname(import.meta.url)}`, import.meta.url),
);

/** Milliseconds for a lab to end, or to answer a shell. */
const answerBudgetMs = 60_000;
/** The first time, packages are downloaded. */
const buildBudgetMs = 30 * 60_000;

export function labCommand(signal: AbortSignal): Command {
  const lab = new Command('lab')
    .description('real arm64 KVM on any machine')
    .helpCommand(false)
    .usage('COMMAND')
    .enablePositionalOptions()
    .addHelpText('after', epilogue);
  addLabOptions(lab.command('up').description('start the lab, and build it when it is not there'))
    .option('--json', 'print what is up as JSON')
    .action((flags: LabFlags & { json?: true }) => up(flags, signal));
  lab
    .command('down')
    .description('end the lab')
    .action(() => down(signal));
  lab
    .command('status')
    .description('tell what is up; exit status 1 when nothing is')
    .option('--json', 'print it as JSON')
    .action((flags: { json?: true }) => status(flags));
  lab
    .command('shell')
    .description('a shell in the lab, or a command in the place of it')
    .argument('[command...]', 'a command with its arguments; the exit status is its own')
    .passThroughOptions()
    .action((command: string[]) => shell(command, signal));
  return lab;
}

async function up(flags: LabFlags & { json?: true }, signal: AbortSignal): Promise<void> {
  const began = performance.now();
  const { state, already } = await labUp(labOptions(flags), {
    timeoutMs: buildBudgetMs,
    signal,
    progress: say,
    supervisor: [process.execPath, ...process.execArgv, supervisorProgram],
  });
  if (flags.json) printJson({ ...state, already });
  else {
    const took = ((performance.now() - began) / 1000).toFixed(1);
    say(already ? 'the lab is up already' : `the lab is up, from ${fromWhat(state)}, after ${took} s`);
    print(describe(state));
  }
}

function fromWhat({ from }: LabState): string {
  return from === 'boot' ? 'a cold boot' : 'its saved state';
}

async function down(signal: AbortSignal): Promise<void> {
  const { wasUp } = await labDown({ timeoutMs: answerBudgetMs, signal });
  say(wasUp ? 'the lab is down' : 'no lab is up');
}

function status({ json }: { json?: true }): void {
  const state = readLabState(cacheDirectory());
  if (json) printJson(state ?? null);
  else if (state) print(describe(state));
  else say('no lab is up: vmwright lab up');
  if (!state) process.exitCode = 1;
}

function describe(state: LabState): string {
  const { kernel, qemus, vcpus, memoryMib, outerQemu } = state.facts;
  const since = new Date(state.upSince);
  return table([
    ['kernel', kernel],
    ...qemus.map(({ version, path }) => ['QEMU', `${version.replace(/^\d+:/, '')}  ${path}`]),
    ['machine', `${vcpus} vCPUs, ${memoryMib} MiB, emulated by ${outerQemu}`],
    ['up since', `${since.toLocaleString('sv')}, from ${fromWhat(state)}`],
    ['processes', `supervisor ${state.supervisor.pid}, QEMU ${state.qemuPid}`],
    ['SSH', `127.0.0.1:${state.sshPort}`],
  ]);
}

async function shell(command: readonly string[], signal: AbortSignal): Promise<void> {
  const state = readLabState(cacheDirectory());
  if (!state) throw new EnvironmentError('no lab is up; start one: vmwright lab up');
  const { stdin, stdout, stderr } = process;
  const isTerminal = stdin.isTTY && stdout.isTTY && command.length === 0;
  if (isTerminal) stdin.setRawMode(true);
  try {
    process.exitCode = await openShell(
      targetAt(state.sshPort, cacheDirectory()),
      command.join(' ') || undefined,
      {
        ...{ timeoutMs: answerBudgetMs, signal, stdin, stdout, stderr },
        terminal: isTerminal
          ? {
              name: process.env['TERM'] ?? 'vt100',
              size: () => ({ rows: stdout.rows, columns: stdout.columns }),
              onResize: (tell) => {
                stdout.on('resize', tell);
                return () => void stdout.off('resize', tell);
              },
            }
          : undefined,
      },
    );
  } finally {
    if (isTerminal) stdin.setRawMode(false);
    // Or it would keep this process waiting for more.
    stdin.destroy();
  }
}
