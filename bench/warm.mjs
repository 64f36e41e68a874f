/**
 * What a start from a saved state takes, beside a boot: from the launch to the guest's first answer over SSH, and a whole cell that
 * takes a vCPU offline and online. The two take turns, so that both have the same host.
 *
 * usage: npm run bench:warm [-- ROUNDS]      QEMU=PATH for another QEMU
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 5);
const qemu = process.env.QEMU ?? 'qemu-system-aarch64';
const vmwright = join(dirname(fileURLToPath(import.meta.url)), '../dist/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'vmwright-bench-'));
const aimMs = 800;

const walk = `proves: A start from a saved state is quick.
machine: { vcpus: 2 }
steps: [boot, offline: 1, online: 1]
`;

/** One cell: milliseconds until its guest answered, and until its end. */
function round(name, ...more) {
  const args = ['run', join(folder, 'short.yaml'), '--qemu', qemu, '--output', join(folder, name), '--json'];
  const text = execFileSync(process.execPath, [vmwright, ...args, ...more], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ start, ms }] = JSON.parse(text).cells;
  const wanted = more.length > 0 ? 'saved state' : 'boot';
  if (start.from !== wanted) throw new Error(`started from a ${start.from}: ${start.why}`);
  return { answerMs: start.ms, cellMs: ms };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

try {
  writeFileSync(join(folder, 'short.yaml'), walk);
  // The state is made now if it is not there.
  round('made', '--warm');
  const taken = { boot: [], 'saved state': [] };
  for (let number = 1; number <= rounds; number++) {
    taken.boot.push(round(`boot-${number}`));
    taken['saved state'].push(round(`warm-${number}`, '--warm'));
  }
  for (const [from, all] of Object.entries(taken)) {
    const [answer, cell] = ['answerMs', 'cellMs'].map((key) => median(all.map((one) => one[key])));
    console.log(`${from}: first answer after ${answer} ms, the cell took ${cell} ms (medians of ${rounds})`);
  }
  console.log(`aim: a first answer from a saved state within ${aimMs} ms on a quiet machine`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
