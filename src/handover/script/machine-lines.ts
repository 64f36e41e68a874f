import type { MachineSpec } from '../../machine/index.js';
import { commandLine, shellQuote } from '../../qemu/index.js';

/** Options that each QEMU process has of its own. */
const ofEachProcess: ReadonlySet<string> = new Set(['-pidfile', '-chardev', '-serial', '-qmp']);

/** The machine's command line for people: its guest lies beside it, its console is the terminal, and it has no monitor. */
export function machineCommand(spec: Omit<MachineSpec, 'incoming'>): string {
  const [name = '', ...argv] = commandLine(
    { ...spec, kernel: 'kernel', initrd: 'initramfs' },
    { monitor: { path: 'monitor' }, pidFile: 'pid' },
  );
  const options = optionsOf(argv).filter(([option = '']) => !ofEachProcess.has(option));
  return [name, ...options.map(shellQuote), '-serial stdio'].join(' \\\n  ');
}

/** The shell function `machine`, which becomes QEMU: the machine as vmwright starts it, one option a line. */
export function machineLines(spec: Omit<MachineSpec, 'incoming'>): string[] {
  const [, ...argv] = commandLine(
    { ...spec, kernel: 'kernel', initrd: 'initramfs' },
    { monitor: { path: 'monitor' }, pidFile: 'pid' },
  );
  const own = spec.extraArguments?.length ?? 0;
  const usual = optionsOf(argv.slice(0, argv.length - own)).filter(([name = '']) => !ofEachProcess.has(name));
  const options = [...usual.map(written), ...optionsOf(argv.slice(argv.length - own)).map(shellQuote)];
  return [
    'machine() {',
    '  exec "$qemu" \\',
    ...options.map((option) => `    ${option} \\`),
    '    "$@"',
    '}',
  ];
}

/** What the script knows better is a variable there. */
function written(option: readonly string[]): string {
  const [name = '', value] = option;
  if (name === '-kernel' || name === '-initrd') return `${name} "$here/${value ?? ''}"`;
  return name === '-smp' ? '-smp "$smp"' : shellQuote(option);
}

function optionsOf(argv: readonly string[]): string[][] {
  const options: string[][] = [];
  for (const argument of argv) {
    const last = options.at(-1);
    if (!last || argument.startsWith('-')) options.push([argument]);
    else last.push(argument);
  }
  return options;
}
