/**
 * `npm test`: sets up what is missing, then goes through every stage, whatever the ones before came to.
 * `npm test -- unit cli` goes through these stages only. Ends with one line: how many passed, failed and were skipped.
 */
import { performance } from 'node:perf_hooks';
import { catchSignals } from './set-up/child.mjs';
import { qemuFor } from './set-up/apt.mjs';
import { dependencies, distribution, image, otherArchitecture, programs, setUp } from './set-up/index.mjs';
import { sshServers } from './set-up/ssh-servers.mjs';
import { stages } from './test/stages.mjs';

const wanted = process.argv.slice(2);
const names = stages.map((stage) => stage.name);
const unknown = wanted.find((name) => !names.includes(name));
if (unknown !== undefined) {
  process.stderr.write(`vmwright: there is no test stage ${unknown}: the stages are ${names.join(', ')}\n`);
  process.exit(2);
}

await setUp([
  programs(qemuFor('aarch64')),
  dependencies,
  distribution,
  image('aarch64'),
  otherArchitecture('x86_64'),
  sshServers,
]);

catchSignals();
const total = { passes: 0, failures: 0, pending: 0 };
const failed = [];
for (const stage of stages.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  process.stdout.write(`\n── ${stage.name}\n`);
  const startedAt = performance.now();
  const counts = await stage.run();
  for (const key of Object.keys(total)) total[key] += counts[key];
  if (counts.failures > 0) failed.push(stage.name);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  process.stdout.write(`── ${stage.name}: ${counts.failures > 0 ? 'failed' : 'passed'} in ${seconds} s\n`);
}

if (failed.length > 0) process.stdout.write(`\nfailed: ${failed.join(', ')}\n`);
const skipped = total.pending > 0 ? `, ${total.pending} skipped` : '';
process.stdout.write(`\n${total.passes} passed, ${total.failures} failed${skipped}\n`);
process.exitCode = total.failures > 0 ? 1 : 0;
