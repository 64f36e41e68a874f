import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, Ground } from './fault.js';
import { needsOneOf } from './fit.js';
import type { QmpLine, Tap, TappedMonitor, Verdict } from './tap.js';

const moving = ['migrate'];
const stopping = ['stop', 'stop-and-cont'];
const continuing = ['cont', 'stop-and-cont'];
const resetting = ['reset'];

/** What goes wrong between vmwright and a QEMU that does nothing wrong, or between QEMU and what it was told. */
export const monitorFaults: readonly Fault[] = [
  lostEvent('RESET', resetting.concat('reboot', 'watchdog')),
  lostEvent('STOP', stopping.concat(moving)),
  lostEvent('RESUME', continuing.concat(moving)),
  lostEvent('SHUTDOWN', ['poweroff', 'powerdown']),
  lostEvent('POWERDOWN', ['powerdown']),
  lostEvent('WATCHDOG', ['watchdog']),
  lostEvent('GUEST_PANICKED', ['panic']),
  lostEvent('MIGRATION', moving, 'completed'),
  ignored('stop', stopping),
  ignored('cont', continuing),
  ignored('system_reset', resetting),
  ignored('device_add', ['plug']),
  ignored('device_del', ['unplug']),
  ignored('system_powerdown', ['powerdown']),
  {
    ...{ name: 'reset-twice', place: 'qmp', unfit: needsOneOf(...resetting) },
    says: 'QEMU resets the machine once more, a second after it was told to.',
    plant: (ground) =>
      afterCommand(ground, ['system_reset'], 'system_reset once more', async ({ tell }) => {
        await sleep(1_000);
        void tell('system_reset');
      }),
  },
  {
    ...{ name: 'pause-unasked', place: 'qmp', unfit: needsOneOf(...continuing, ...moving, 'online') },
    says: 'QEMU is paused again as soon as it runs after a step that lets it run, and nobody asked for it.',
    plant: (ground) => ({
      event: (name, line, { tell }) => {
        if (name === 'RESUME' && ground.step > 0) {
          ground.planted('stop, behind a RESUME event');
          void tell('stop');
        }
        return line;
      },
    }),
  },
  {
    ...{ name: 'runstate-lies', place: 'qmp', unfit: needsOneOf('stop') },
    says: 'QEMU says (query-status) that the VM is running while it is paused.',
    plant: (ground) => ({
      reply(command, line) {
        const status = line.return as { readonly status?: string } | undefined;
        if (command !== 'query-status' || status?.status !== 'paused' || ground.step === 0) return line;
        ground.planted('query-status: paused -> running');
        return { ...line, return: { ...status, status: 'running', running: true } };
      },
    }),
  },
  {
    ...{ name: 'vcpu-not-listed', place: 'qmp', unfit: needsAnyStep },
    says: 'QEMU does not list the last vCPU (query-cpus-fast).',
    plant: (ground) => ({
      reply(command, line) {
        const { return: list } = line;
        if (command !== 'query-cpus-fast' || !Array.isArray(list) || ground.step === 0) return line;
        ground.planted(`query-cpus-fast: ${list.length - 1} of ${list.length} vCPUs`);
        return { ...line, return: list.slice(0, -1) as unknown[] };
      },
    }),
  },
  {
    ...{ name: 'reply-lost', place: 'qmp', unfit: needsOneOf('stop', 'cont', 'reset', 'migrate', 'plug') },
    says: 'QEMU does what it is told and never answers.',
    plant: (ground) => {
      let isDone = false;
      return {
        reply(command, line) {
          if (isDone || !lettingGo.has(command) || ground.step === 0) return line;
          isDone = true;
          ground.planted(`the answer to ${command}: lost`);
          return undefined;
        },
      };
    },
  },
  {
    ...{
      name: 'monitor-closes',
      place: 'qmp',
      unfit: needsOneOf('stop', 'cont', 'reset', 'migrate', 'plug'),
    },
    says: 'QEMU closes its monitor in place of an answer, and lives on.',
    plant: (ground) => inPlaceOfAnswer(ground, 'close', 'the monitor: closed'),
  },
  {
    ...{
      name: 'monitor-garbage',
      place: 'qmp',
      unfit: needsOneOf('stop', 'cont', 'reset', 'migrate', 'plug'),
    },
    says: 'QEMU answers a line that is not QMP.',
    plant: (ground) =>
      inPlaceOfAnswer(ground, { line: '{"return": {"planted": nope]' }, 'the answer: garbage'),
  },
  {
    ...{ name: 'migration-refused', place: 'qmp', unfit: needsOneOf(...moving) },
    says: 'The source refuses to migrate.',
    plant: (ground) =>
      answering(ground, 'migrate', 'migrate: refused', {
        error: { class: 'GenericError', desc: 'planted: this VM does not migrate' },
      }),
  },
  {
    ...{ name: 'snapshot-lost', place: 'qmp', unfit: needsOneOf('snapshot-load') },
    says: 'A snapshot that was saved is not there any more.',
    plant: (ground) => ({
      command(name, { arguments: given }) {
        if (name !== 'snapshot-load') return 'pass';
        ground.planted('snapshot-load: of another name');
        return { withArguments: { ...given, tag: 'planted' } };
      },
    }),
  },
  {
    ...{ name: 'clock-loses-time', place: 'qmp', unfit: needsAnyStep },
    says: 'The VM is paused in secret for 450 ms in each step: no step shows it, all of them together do.',
    plant: losingTime,
  },
];

/** Commands that change what the VM does. */
const lettingGo: ReadonlySet<string> = new Set(['stop', 'cont', 'system_reset', 'migrate', 'device_add']);

function needsAnyStep({ steps }: Parameters<Fault['unfit']>[0]): string | undefined {
  return steps.length > 1 ? undefined : 'it has no step but its boot';
}

function lostEvent(event: string, operations: readonly string[], status?: string): Fault {
  const which = status === undefined ? `The event ${event}` : `The event ${event} that says ${status}`;
  return {
    name: `event-lost-${event}`,
    says: `${which} never comes.`,
    place: 'qmp',
    unfit: needsOneOf(...operations),
    plant: (ground) => ({
      event(name, line) {
        if (name !== event || ground.step === 0) return line;
        if (status !== undefined && line.data?.['status'] !== status) return line;
        ground.planted(`the event ${event}: lost`);
        return undefined;
      },
    }),
  };
}

function ignored(command: string, operations: readonly string[]): Fault {
  return {
    name: `${command.replaceAll('_', '-').replace('system-', '')}-ignored`,
    says: `QEMU answers ${command} as if it had done it, and does nothing.`,
    place: 'qmp',
    unfit: needsOneOf(...operations),
    plant: (ground) => answering(ground, command, `${command}: ignored`, { return: {} }),
  };
}

function answering(
  ground: Ground,
  command: string,
  what: string,
  answer: Pick<QmpLine, 'return' | 'error'>,
): Tap {
  return {
    command(name) {
      if (name !== command || ground.step === 0) return 'pass';
      ground.planted(what);
      return { answer };
    },
  };
}

function inPlaceOfAnswer(ground: Ground, verdict: Verdict, what: string): Tap {
  return {
    command(name) {
      if (!lettingGo.has(name) || ground.step === 0) return 'pass';
      ground.planted(`${what} in place of an answer to ${name}`);
      return verdict;
    },
  };
}

/** Once, behind the answer to one of these commands. */
function afterCommand(
  ground: Ground,
  commands: readonly string[],
  what: string,
  act: (monitor: Pick<TappedMonitor, 'tell'>) => Promise<void>,
): Tap {
  let isDone = false;
  return {
    reply(command, line, monitor) {
      if (isDone || !commands.includes(command) || ground.step === 0) return line;
      isDone = true;
      ground.planted(what);
      void act(monitor);
      return line;
    },
  };
}

const secretMs = 450;

/** Each witness of QEMU asks for the runstate once a step: then the VM runs, and nobody waits for it. */
function losingTime(ground: Ground): Tap {
  let lastStep = 0;
  /** Events of the pause that are still to be kept back. */
  const kept = new Map<string, number>();
  return {
    async command(name, _, { tell }): Promise<Verdict> {
      if (name !== 'query-status' || ground.step <= lastStep) return 'pass';
      const { return: status } = (await tell('query-status')) as { return?: { status?: string } };
      if (status?.status !== 'running') return 'pass';
      lastStep = ground.step;
      for (const event of ['STOP', 'RESUME']) kept.set(event, (kept.get(event) ?? 0) + 1);
      await tell('stop');
      await sleep(secretMs);
      await tell('cont');
      ground.planted(`${secretMs} ms: lost`);
      return 'pass';
    },
    event(name, line) {
      const left = kept.get(name) ?? 0;
      if (left === 0) return line;
      kept.set(name, left - 1);
      return undefined;
    },
  };
}
