import { readFileSync } from 'node:fs';
import { Command, Help, type Option } from 'commander';
import { bisectFailure } from './bisect-status.js';
import { bisectCommand } from './commands/bisect.js';
import { compareCommand } from './commands/compare.js';
import { exploreCommand } from './commands/explore.js';
import { doctorCommand } from './commands/doctor.js';
import { imageCommand } from './commands/image.js';
import { inspectCommand } from './commands/inspect.js';
import { labCommand } from './commands/lab.js';
import { listCommand } from './commands/list.js';
import { mergeCommand } from './commands/merge.js';
import { qemuCommand } from './commands/qemu.js';
import { replayCommand } from './commands/replay.js';
import { reportCommand } from './commands/report.js';
import { reproduceCommand } from './commands/reproduce.js';
import { runCommand } from './commands/run.js';
import { selftestCommand } from './commands/selftest.js';
import { reportFailure } from './failure.js';
import { Interrupt } from './interrupt.js';
import { guardStreams } from './streams.js';

/**
 * Does what a command line asks for.
 *
 * @param args - without Node and the script
 * @returns the exit status: 0 all is well, 1 a finding, 2 wrong usage, 3 an error, 128 and the signal's number when interrupted
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  using interrupt = new Interrupt();
  const failAtOnce = (error: unknown) => process.exit(reportFailure(error));
  process.on('uncaughtException', failAtOnce).on('unhandledRejection', failAtOnce);
  guardStreams(failAtOnce);
  try {
    await program(interrupt.signal).parseAsync(args, { from: 'user' });
    return interrupt.exitStatus ?? Number(process.exitCode ?? 0);
  } catch (error) {
    // What is wrong with its options is found before `run` itself is asked.
    const isForBisect = args[0] === 'run' && args.includes('--bisect') && !interrupt.signal.aborted;
    const status = isForBisect ? bisectFailure(error) : reportFailure(error);
    return interrupt.exitStatus ?? status;
  }
}

function program(signal: AbortSignal): Command {
  const commands = [
    runCommand(signal),
    exploreCommand(signal),
    compareCommand(signal),
    bisectCommand(signal),
    replayCommand(signal),
    reproduceCommand(signal),
    mergeCommand(),
    reportCommand(),
    listCommand(signal),
    inspectCommand(signal),
    doctorCommand(signal),
    imageCommand(signal),
    qemuCommand(signal),
    labCommand(signal),
    selftestCommand(signal),
  ];
  const vmwright = new Command('vmwright')
    .description(
      'Drives real QEMU virtual machines through hotplug, migration and reset,\nand checks what happens to their vCPUs.',
    )
    .version(version(), '-V, --version', 'print the version')
    .helpCommand(false)
    .usage('COMMAND')
    // A command that is passed on to a shell has options of its own.
    .enablePositionalOptions();
  for (const command of commands) vmwright.addCommand(command);
  for (const command of [vmwright, ...commands, ...commands.flatMap((parent) => parent.commands)]) {
    command
      .helpOption('-h, --help', 'print this help')
      .exitOverride()
      .configureOutput({ outputError: () => undefined })
      .configureHelp({ optionDescription });
    refuseEmptyValues(command);
  }
  return vmwright;
}

/** Nothing that an option names can be empty: it is a variable of the caller's shell that is not set. */
function refuseEmptyValues(command: Command): void {
  for (const option of command.options) {
    command.on(`option:${option.name()}`, (value: string | null | undefined) => {
      if (value?.trim() !== '') return;
      const message = `error: option '${option.flags}' argument '${value}' is invalid. It must not be empty.`;
      command.error(message, { exitCode: 2, code: 'commander.invalidArgument' });
    });
  }
}

/** A list that begins empty has no default that is worth a word. */
function optionDescription(option: Option): string {
  const isEmptyList = Array.isArray(option.defaultValue) && option.defaultValue.length === 0;
  return isEmptyList && !option.argChoices ? option.description : new Help().optionDescription(option);
}

function version(): string {
  // src/cli/ and dist/cli/ are equally deep in the package.
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
