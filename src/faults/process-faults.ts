import { setTimeout as sleep } from 'node:timers/promises';
import { modelAfter, notLaunched, type Walk } from '../model/index.js';
import type { Fault, Ground } from './fault.js';
import { needsOneOf } from './fit.js';
import type { Tap, TappedMonitor, Verdict } from './tap.js';

/** Longer than a healthy guest's timer may be late where a boot takes less than 18 s, and shorter than QEMU may take to answer. */
const frozenMs = 60_000;

/** What becomes of QEMU's process, at a moment that its monitor tells. */
export const processFaults: readonly Fault[] = [
  {
    ...{ name: 'frozen-at-migration', place: 'process', unfit: needsOneOf('migrate') },
    says: 'The source is stopped (SIGSTOP) when it is to migrate.',
    plant: (ground) => atCommand(ground, 'migrate', 'SIGSTOP'),
  },
  {
    ...{ name: 'frozen-on-arrival', place: 'process', unfit: needsOneOf('migrate') },
    says: 'The destination is stopped (SIGSTOP) as soon as the VM runs in it.',
    plant: (ground) => ({
      event(name, line, monitor) {
        if (name === 'RESUME' && monitor.qemu.spec.incoming === true) void signal(ground, 'SIGSTOP', monitor);
        return line;
      },
    }),
  },
  {
    ...{ name: 'frozen-for-a-while', place: 'process' },
    says: 'QEMU is stopped (SIGSTOP) for a minute and goes on, once, while timers run in the guest.',
    // Nothing else in a guest can tell such a while from a host that has much to do.
    unfit: (walk) =>
      walk.steps.some((_, step) => waitsForTimers(walk, step))
        ? undefined
        : 'it has no step behind load: timers',
    plant: (ground) => {
      let isDone = false;
      return {
        async command(name, _, { qemu, tell }): Promise<Verdict> {
          if (name !== 'query-status' || isDone || !waitsForTimers(ground.walk, ground.step)) return 'pass';
          const { return: seen } = (await tell('query-status')) as { return?: { status?: string } };
          // A source that has sent everything is asked, too.
          if (seen?.status !== 'running') return 'pass';
          isDone = true;
          ground.planted(`SIGSTOP for ${frozenMs / 1000} s`);
          await qemu.signal('SIGSTOP');
          await sleep(frozenMs);
          await qemu.signal('SIGCONT');
          return 'pass';
        },
      };
    },
  },
  {
    ...{ name: 'crashed-at-save', place: 'process', unfit: needsOneOf('migrate') },
    says: 'The source dies (SIGSEGV) when it is to migrate.',
    plant: (ground) => atCommand(ground, 'migrate', 'SIGSEGV'),
  },
  {
    ...{ name: 'killed-at-load', place: 'process', unfit: needsOneOf('migrate') },
    says: 'The destination is killed (SIGKILL) when it is to take in the VM.',
    plant: (ground) => atCommand(ground, 'migrate-incoming', 'SIGKILL'),
  },
  {
    ...{ name: 'killed-after-cont', place: 'process', unfit: needsOneOf('cont', 'stop-and-cont') },
    says: 'QEMU is killed (SIGKILL) when it has been told to let the VM run.',
    plant: (ground) => ({
      reply(command, line, monitor) {
        if (command === 'cont') void signal(ground, 'SIGKILL', monitor);
        return line;
      },
    }),
  },
  {
    ...{ name: 'aborted-at-reset', place: 'process', unfit: needsOneOf('reset') },
    says: 'QEMU aborts (SIGABRT) when it is to reset the machine.',
    plant: (ground) => atCommand(ground, 'system_reset', 'SIGABRT'),
  },
  {
    ...{ name: 'aborted-at-unplug', place: 'process', unfit: needsOneOf('unplug') },
    says: 'QEMU aborts (SIGABRT) when it is to unplug a vCPU.',
    plant: (ground) => atCommand(ground, 'device_del', 'SIGABRT'),
  },
];

/** Whether the guest's timers are watched as a step begins. */
function waitsForTimers({ shape, steps }: Walk, step: number): boolean {
  return steps.slice(0, step).reduce(modelAfter, notLaunched(shape)).loads.includes('timers');
}

function atCommand(ground: Ground, command: string, name: NodeJS.Signals): Tap {
  return {
    async command(told, _, monitor): Promise<Verdict> {
      if (told === command) await signal(ground, name, monitor);
      return 'pass';
    },
  };
}

async function signal(ground: Ground, name: NodeJS.Signals, { qemu }: TappedMonitor): Promise<void> {
  if (ground.step === 0) return;
  ground.planted(`${name} to the ${qemu.spec.incoming === true ? 'destination' : 'source'}`);
  await qemu.signal(name);
}
