/** `npm start -- ARGS`: sets up what is missing, then does `vmwright run ARGS`. */
import { qemuFor } from './set-up/apt.mjs';
import { dependencies, distribution, image, otherArchitecture, programs, setUp } from './set-up/index.mjs';

const args = process.argv.slice(2);
const qemu = option('--qemu');
const arch = option('--arch') ?? (qemu?.endsWith('x86_64') ? 'x86_64' : 'aarch64');
// Whatever else is wrong with the arguments, vmwright says best.
const runs = !args.includes('--help') && !args.includes('-h') && ['aarch64', 'x86_64'].includes(arch);
const needsImage = runs && (option('--kernel') === undefined || option('--initrd') === undefined);
const takesBoth = needsImage && option('--arch') === undefined && qemu === undefined;

await setUp([
  programs(...(runs && qemu === undefined ? [qemuFor(arch)] : [])),
  dependencies,
  distribution,
  ...(needsImage ? [image(arch)] : []),
  ...(takesBoth ? [otherArchitecture('x86_64')] : []),
]);

// In this process: a second Node would take time, and stand between a Ctrl-C and the run.
const main = new URL('../dist/cli/main.js', import.meta.url);
process.argv = [process.execPath, main.pathname, 'run', ...args];
await import(main.href);

function option(name) {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  return at < 0 ? undefined : args[at] === name ? args[at + 1] : args[at].slice(name.length + 1);
}
