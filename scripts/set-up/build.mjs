import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { root } from './checkout.mjs';
import { runToEnd } from './child.mjs';
import { say, Stop } from './stop.mjs';

const dist = `${root}/dist`;
const stamp = '.built-from';
const room = `${root}/node_modules/.cache/vmwright-build`;

/** Why dist/ has to be built, or nothing. Looks at what is in the files: their times say too much after a checkout. */
export function buildLacks() {
  if (!existsSync(`${dist}/cli/main.js`)) return 'dist is missing';
  let built;
  try {
    built = readFileSync(`${dist}/${stamp}`, 'utf8');
  } catch {
    return 'dist is of unknown age';
  }
  return built === fingerprint() ? undefined : 'the sources have changed';
}

/** Everything that the compiler's output depends on, as a hash; 150 files take 5 ms. */
function fingerprint() {
  const hash = createHash('sha256');
  const sources = readdirSync(`${root}/src`, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`)
    .sort();
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
  for (const path of [...settings.map((name) => `${root}/${name}`), ...sources]) {
    hash.update(`${path.slice(root.length)}\0`);
    hash.update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** Compiles next door and then changes places, so that dist/ is never half of one build and half of another. */
export async function build(reason) {
  say(`building (${reason})`);
  // Also what a build that was killed has left.
  const clear = () => rmSync(room, { recursive: true, force: true });
  clear();
  process.once('exit', clear);
  mkdirSync(room, { recursive: true });
  const from = fingerprint();
  const compiler = `${root}/node_modules/typescript/bin/tsc`;
  const out = `${room}/new`;
  const command = [compiler, '-p', 'tsconfig.build.json', '--outDir', out];
  const { status } = await runToEnd(process.execPath, command);
  if (status !== 0) throw new Stop('the sources do not compile: see above');
  writeFileSync(`${out}/${stamp}`, from);
  chmodSync(`${out}/cli/main.js`, 0o755);
  if (existsSync(dist)) renameSync(dist, `${room}/old`);
  renameSync(out, dist);
  clear();
  process.off('exit', clear);
}
