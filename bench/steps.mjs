/**
 * What the steps and their checks cost beside the boot: the time between the guest's marker on the console and the end of
 * its cell, for a walk of ten steps without migration or reset.
 *
 * usage: npm run bench:steps [-- ROUNDS]      QEMU=PATH for another QEMU
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const rounds = Number(process.argv[2] ?? 5);
const qemu = process.env.QEMU ?? 'qemu-system-aarch64';
const vmwright = join(dirname(fileURLToPath(import.meta.url)), '../dist/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'vmwright-bench-'));
const aimMs = 1_500;

const walk = `proves: Ten steps cost little more than the boot.
machine: { vcpus: 4 }
steps: [boot, offline: 1, online: 1, stop, cont, offline: 2, online: 2, offline: 3, online: 3, stop]
`;

/** One run of the walk: milliseconds from the marker to the end, and of each step after the boot. */
function round(number) {
  const output = join(folder, String(number));
  const args = ['run', join(folder, 'ten-steps.yaml'), '--qemu', qemu, '--output', output, '--json'];
  const text = execFileSync(process.execPath, [vmwright, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [cell] = JSON.parse(text).cells;
  const ended = lines(join(output, 'events.jsonl')).find(({ type }) => type === 'cell-finished').at;
  const marker = lines(join(cell.directory, 'qemu-1.console.jsonl')).find(({ text }) =>
    text.includes('vmwright: guest ready'),
  ).atMs;
  return { ms: ended - marker, steps: cell.steps.slice(1) };
}

function lines(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').map(JSON.parse);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

try {
  writeFileSync(join(folder, 'ten-steps.yaml'), walk);
  const results = Array.from({ length: rounds }, (_, index) => {
    const result = round(index);
    const steps = result.steps.map(({ text, ms }) => `${text} ${ms}`).join(', ');
    console.log(`round ${index + 1}: ${result.ms} ms (${steps})`);
    return result.ms;
  });
  console.log(
    `median of ${rounds}: ${median(results)} ms from the marker to the end (aim: at most ${aimMs})`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
