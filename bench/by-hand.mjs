/**
 * The seed walk as a careful developer's own script does it: the OpenSSH client, QMP over a bare socket, polling where
 * needed, and no check but the online mask. What vmwright is compared with.
 *
 * usage: node by-hand.mjs QEMU KERNEL INITRD KEY APPEND; prints the seconds that it took
 */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const [qemu, kernel, initrd, key, append] = process.argv.slice(2);
const room = mkdtempSync(join(tmpdir(), 'by-hand-'));
const started = performance.now();
const processes = [];

async function openSocket(path) {
  for (;;) {
    const socket = connect(path);
    const open = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (open) return socket;
    await sleep(25);
  }
}

async function launch(name, ...more) {
  const monitor = join(room, `${name}.qmp`);
  const child = spawn(
    qemu,
    [
      ...['-M', 'virt,gic-version=3', '-cpu', 'cortex-a72', '-smp', '4', '-m', '512'],
      ...['-accel', 'tcg,thread=multi', '-display', 'none', '-nodefaults'],
      ...['-serial', `file:${join(room, `${name}.console`)}`],
      ...['-kernel', kernel, '-initrd', initrd, '-append', append],
      ...[
        '-netdev',
        'user,id=n0,hostfwd=tcp:127.0.0.1:0-:22',
        '-device',
        'virtio-net-pci,netdev=n0,romfile=',
      ],
      ...['-qmp', `unix:${monitor},server=on,wait=off`, ...more],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  processes.push(child);
  const socket = await openSocket(monitor);
  const lines = createInterface(socket)[Symbol.asyncIterator]();
  await lines.next();
  const qmp = async (command, args) => {
    socket.write(`${JSON.stringify({ execute: command, ...(args && { arguments: args }) })}\n`);
    for (;;) {
      const reply = JSON.parse((await lines.next()).value);
      if (reply.error) throw new Error(`${command}: ${reply.error.desc}`);
      if (reply.return !== undefined) return reply.return;
    }
  };
  await qmp('qmp_capabilities');
  const table = await qmp('human-monitor-command', { 'command-line': 'info usernet' });
  const port = table
    .split('\n')
    .find((line) => line.includes('HOST_FORWARD'))
    .trim()
    .split(/\s+/)[3];
  return { child, qmp, port };
}

/** The OpenSSH client reports its own failures by status 255: try again. */
async function guest({ port }, command) {
  for (;;) {
    const answer = await new Promise((resolve) => {
      const options = [
        'StrictHostKeyChecking=no',
        'UserKnownHostsFile=/dev/null',
        'LogLevel=ERROR',
        'ConnectTimeout=3',
      ];
      const args = ['-i', key, '-p', port, ...options.flatMap((o) => ['-o', o]), 'root@127.0.0.1', command];
      execFile('ssh', args, (error, stdout) => resolve(error?.code === 255 ? undefined : stdout.trim()));
    });
    if (answer !== undefined) return answer;
    await sleep(100);
  }
}

const cpus = '/sys/devices/system/cpu';
const online = (vm, first = '') => guest(vm, `${first} cat ${cpus}/online`);
const seen = [];
try {
  let vm = await launch('source');
  seen.push(await online(vm));
  seen.push(await online(vm, `echo 0 >${cpus}/cpu3/online;`));
  await vm.qmp('stop');
  await vm.qmp('migrate', { uri: `exec:cat >${room}/state` });
  while ((await vm.qmp('query-migrate')).status !== 'completed') await sleep(20);
  await vm.qmp('quit');
  vm = await launch('destination', '-incoming', `exec:cat ${room}/state`);
  while ((await vm.qmp('query-status')).status === 'inmigrate') await sleep(20);
  await vm.qmp('cont');
  seen.push(await online(vm));
  seen.push(await online(vm, `echo 1 >${cpus}/cpu3/online;`));
  seen.push(await online(vm, `echo 0 >${cpus}/cpu2/online;`));
  await vm.qmp('system_reset');
  await sleep(1000);
  seen.push(await online(vm));
} finally {
  for (const child of processes) child.kill('SIGKILL');
  rmSync(room, { recursive: true, force: true });
}
const wanted = ['0-3', '0-2', '0-2', '0-3', '0-1,3', '0-3'];
if (seen.join() !== wanted.join())
  throw new Error(`the guest said ${seen.join(' ')}, not ${wanted.join(' ')}`);
console.log(((performance.now() - started) / 1000).toFixed(2));
process.exit(0);
