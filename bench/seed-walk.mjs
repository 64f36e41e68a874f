/**
 * The seed scenario by vmwright, checks and logs included, against the same walk by hand: in turns, in one run.
 *
 * usage: npm run bench:seed-walk [-- ROUNDS]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 5);
const here = dirname(fileURLToPath(import.meta.url));
const vmwright = join(here, '../dist/cli/main.js');
const qemu = process.env.QEMU ?? 'qemu-system-aarch64';
const image = JSON.parse(run(vmwright, 'image', 'list', '--json')).find(({ arch }) => arch === 'aarch64');
if (!image) throw new Error('there is no guest image for aarch64; build it: npx vmwright image build');
const output = mkdtempSync(join(tmpdir(), 'vmwright-bench-'));

function run(...args) {
  return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

function seconds(work) {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const times = { vmwright: [], 'by hand': [] };
const scenario = 'powered-off-vcpu-survives-migration';
try {
  for (let round = 1; round <= rounds; round++) {
    const folder = join(output, String(round));
    const ours = seconds(() =>
      run(
        vmwright,
        'run',
        scenario,
        '--only',
        'vcpu=last',
        '--only',
        'guest=idle',
        '--qemu',
        qemu,
        '--output',
        folder,
      ),
    );
    const byHand = seconds(() =>
      run(join(here, 'by-hand.mjs'), qemu, image.kernel, image.initrd, image.key, image.append),
    );
    times.vmwright.push(ours);
    times['by hand'].push(byHand);
    console.log(`round ${round}: vmwright ${ours.toFixed(2)} s, by hand ${byHand.toFixed(2)} s`);
  }
} finally {
  rmSync(output, { recursive: true, force: true });
}
const [ours, byHand] = [median(times.vmwright), median(times['by hand'])];
console.log(`median of ${rounds}: vmwright ${ours.toFixed(2)} s, by hand ${byHand.toFixed(2)} s`);
console.log(`ratio ${(ours / byHand).toFixed(2)} (aim: at most 0.90)`);
