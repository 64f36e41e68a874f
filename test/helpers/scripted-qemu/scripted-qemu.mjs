#!/usr/bin/env node
// A QEMU for what a real one does not do on demand. How it behaves is JSON in SCRIPTED_QEMU:
//   starts: false                it says `words` on stderr and ends as `ends` says: an exit status, or the name of a signal
//   boots: false                 nothing is ever on its console
//   refuses: { COMMAND: ERROR }  that QMP command is answered with this error, any other with an empty result
//   resets: [{ ms, reason }]     RESET events so long after its first banner; { ms, banner: true } is one more banner
import { appendFileSync, createReadStream, openSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers';

const how = JSON.parse(process.env.SCRIPTED_QEMU ?? '{}');
const option = (name, prefix = '') => {
  const at = process.argv.findIndex(
    (one, index) => one.startsWith(prefix) && process.argv[index - 1] === name,
  );
  return process.argv[at].slice(prefix.length);
};

function end() {
  process.stderr.write(how.words ?? '');
  if (typeof how.ends === 'string') process.kill(process.pid, how.ends);
  else process.exit(how.ends ?? 1);
}

const monitor = option('-chardev', 'pipe,id=qmp,path=');
const tell = (message) =>
  appendFileSync(
    `${monitor}.out`,
    `${JSON.stringify(message).replaceAll('":', '": ').replaceAll(',"', ', "')}\n`,
  );
const timestamp = { seconds: 1, microseconds: 0 };

if (how.starts === false) end();
else {
  writeFileSync(option('-pidfile'), `${process.pid}\n`);
  tell({ QMP: {} });
  if (how.boots !== false) process.stdout.write('Linux version 6.1\n');
  for (const { ms, reason, banner } of how.resets ?? [])
    setTimeout(() => {
      if (banner) process.stdout.write('Linux version 6.1\n');
      else tell({ timestamp, event: 'RESET', data: { guest: reason === 'guest-reset', reason } });
    }, ms);
  let command = '';
  createInterface({ input: createReadStream('', { fd: openSync(`${monitor}.in`, 'r+') }) }).on(
    'line',
    (line) => {
      command += line;
      // A command may take several lines.
      if (!command.endsWith('}') || command.split('{').length !== command.split('}').length) return;
      const { execute, id } = JSON.parse(command);
      command = '';
      if (execute === 'quit') process.exit(0);
      const error = how.refuses?.[execute];
      if (error === 'crash') process.kill(process.pid, 'SIGABRT');
      else tell(error ? { id, error } : { id, return: {} });
    },
  );
}
