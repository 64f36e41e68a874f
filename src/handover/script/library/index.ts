import { guest } from './guest.js';
import { host } from './host.js';
import { hotplug } from './hotplug.js';
import { jobs } from './jobs.js';
import { loads } from './loads.js';
import { lookJudge } from './look-judge.js';
import { main } from './main.js';
import { migration } from './migration.js';
import { processes } from './processes.js';
import { qmp } from './qmp.js';
import { resets } from './resets.js';
import { verdict } from './verdict.js';
import { waiting } from './waiting.js';

/**
 * The part of a `reproduce.sh` that is the same for every walk: functions for QEMU's monitor (named pipes), for the root shell on the
 * guest's console, and for the verdict. POSIX sh, with the tools that POSIX and busybox have; no variable of a function is
 * local there, so each has names of its own.
 */
export const library = [
  verdict,
  waiting,
  processes,
  qmp,
  migration,
  guest,
  resets,
  host,
  loads,
  hotplug,
  jobs,
  lookJudge,
  main,
].join('');
