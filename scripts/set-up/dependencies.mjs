import { existsSync, readFileSync, rmSync } from 'node:fs';
import { root } from './checkout.mjs';
import { runToEnd } from './child.mjs';
import { say, Stop } from './stop.mjs';

/**
 * Why the npm packages have to be installed, or nothing. npm writes its own lockfile into node_modules as the last
 * thing of an installation: one that was broken off has none, and one done by hand counts as well as ours.
 */
export function dependenciesLack() {
  const installed = lockedPackages('node_modules/.package-lock.json');
  if (!installed) return 'node_modules is missing or incomplete';
  for (const [path, locked] of Object.entries(lockedPackages('package-lock.json') ?? {})) {
    if (path === '') continue;
    const present = installed[path];
    // Optional packages are those for other platforms.
    if (!present && locked.optional) continue;
    if (present?.version !== locked.version || present.integrity !== locked.integrity) {
      return 'package-lock.json has changed';
    }
    if (!existsSync(`${root}/${path}/package.json`)) return `${path} is missing`;
  }
  return undefined;
}

function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(`${root}/${file}`, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Installs exactly what the lockfile names. No package's own scripts run: none of ours needs any. */
export async function installDependencies(reason) {
  say(`installing the npm packages of the lockfile (${reason})`);
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const clear = () => rmSync(`${root}/node_modules`, { recursive: true, force: true });
  process.once('exit', clear);
  const npm = process.env.npm_execpath;
  const { status } =
    npm && /\.c?js$/.test(npm)
      ? await runToEnd(process.execPath, [npm, ...args], { quiet: true })
      : await runToEnd('npm', args, { quiet: true });
  if (status === 0) {
    process.off('exit', clear);
    return;
  }
  throw new Stop(
    `npm ci ended with status ${status}: see its message above, and start again when it is mended`,
  );
}
