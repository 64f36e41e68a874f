/** `npm start -- ARGS`: sets up what is missing, then does `vmwright run ARGS`. */
import { dependencies, distribution, image, qemu, setUp } from './set-up/index.mjs';

const args = process.argv.slice(2);
const arch = option('--arch') ?? 'aarch64';
const asksForHelp = args.includes('--help') || args.includes('-h');
const hasQemu = asksForHelp || option('--qemu') !== undefined || !['aarch64', 'x86_64'].includes(arch);
const hasGuest = asksForHelp || (option('--kernel') !== undefined && option('--initrd') !== undefined);

await setUp([
  ...(hasQemu ? [] : [qemu(arch)]),
  dependencies,
  distribution,
  ...(hasGuest ? [] : [image(arch)]),
]);

// In this process: a second Node would take time, and stand between a Ctrl-C and the run.
const main = new URL('../dist/cli/main.js', import.meta.url);
process.argv = [process.execPath, main.pathname, 'run', ...args];
await import(main.href);

function option(name) {
  const at = args.findIndex((arg) => arg === name || arg.startsWith(`${name}=`));
  return at < 0 ? undefined : args[at] === name ? args[at + 1] : args[at].slice(name.length + 1);
}
