import { Command } from 'commander';
import { examine } from '../doctor/examine.js';
import { formatCheck } from '../doctor/format-check.js';
import type { Check } from '../doctor/check.js';
import { print, printJson } from '../streams.js';

export function doctorCommand(signal: AbortSignal): Command {
  return new Command('doctor')
    .description('look at what this host can do, and how to mend what it cannot')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExit status: 0 when scenarios can run, 3 when something must be mended first.')
    .action((options: { json?: true }) => doctor(options, signal));
}

async function doctor({ json = false }: { json?: boolean }, signal: AbortSignal): Promise<void> {
  const colored = process.stdout.isTTY && !process.env['NO_COLOR'];
  const checks: Check[] = [];
  // Told one by one: booting a guest on KVM takes its time.
  for await (const check of examine(signal)) {
    checks.push(check);
    if (!json) print(formatCheck(check, colored));
  }
  const ready = checks.every(({ state }) => state !== 'lacking');
  if (json) printJson({ ready, checks });
  else
    print(
      `\n${ready ? 'Scenarios can run here: vmwright run' : 'No scenario can run here until that is mended.'}`,
    );
  process.exitCode = ready ? 0 : 3;
}
