import { resolve } from 'node:path';
import { localHost, type Host } from '../host/index.js';
import type { QmpClient } from '../qmp/index.js';
import { askMonitor, run, type AskWait } from './ask.js';
import { checkExecutableOn } from './check-executable.js';

export interface MachineType {
  /** As after `-M`: `virt-7.2`. */
  readonly name: string;
  /** Another name, which means the newest version of it: `virt`. */
  readonly alias: string | undefined;
  readonly isDefault: boolean;
  readonly isDeprecated: boolean;
  /** The most vCPUs that it takes. */
  readonly cpuMax: number;
}

/** What a QEMU says of itself. */
export interface QemuProbe {
  readonly path: string;
  /** `text` is as in `7.2.22 (Debian 1:7.2+dfsg-7)`. */
  readonly version: {
    readonly major: number;
    readonly minor: number;
    readonly micro: number;
    readonly text: string;
  };
  /** The guests' architecture: `aarch64`, `x86_64`, or another that vmwright does not know. */
  readonly arch: string;
  readonly machineTypes: readonly MachineType[];
  /** Those that it was built with, as after `-accel`; whether the host can use them is another question. */
  readonly accelerators: readonly string[];
}

export interface ProbeOptions {
  /** Where it is; this machine when left out. */
  readonly host?: Host | undefined;
  /** Milliseconds until it must have said everything; 15 000 when left out, and 60 000 on another host. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Another host may be a slow one, and is reached by a slow way. Milliseconds. */
export function probeMs(host: Host): number {
  return host === localHost ? 15_000 : 60_000;
}

/**
 * Asks a QEMU executable, or a wrapper script around one, what it is. Takes some 0.1 s.
 *
 * @throws {@link UsageError} saying what was seen, when it is no QEMU or does not come up; EnvironmentError when the host
 *   cannot even try; the signal's reason
 */
export async function probeQemu(path: string, options: ProbeOptions = {}): Promise<QemuProbe> {
  const { signal, host = localHost, timeoutMs = probeMs(host) } = options;
  const executable = await checkExecutableOn(host, resolve(path));
  const wait = { host, timeoutMs, signal };
  const [facts, accelerators] = await Promise.all([
    askMonitor(executable, ['none'], wait, askSelf),
    askAccelerators(executable, wait),
  ]);
  return { path: executable, ...facts, accelerators };
}

async function askSelf(qmp: QmpClient): Promise<Omit<QemuProbe, 'path' | 'accelerators'>> {
  const [version, target, machines] = await Promise.all([
    qmp.execute('query-version'),
    qmp.execute('query-target'),
    qmp.execute('query-machines'),
  ]);
  const { major, minor, micro } = version.qemu;
  const origin = version.package.trim().replace(/^\((.*)\)$/, '$1');
  return {
    version: {
      major: Number(major),
      minor: Number(minor),
      micro: Number(micro),
      text: `${major}.${minor}.${micro}${origin === '' ? '' : ` (${origin})`}`,
    },
    arch: target.arch,
    machineTypes: machines.map((machine) => ({
      name: machine.name,
      alias: machine.alias,
      isDefault: machine['is-default'] ?? false,
      isDeprecated: machine.deprecated,
      cpuMax: Number(machine['cpu-max']),
    })),
  };
}

/**
 * Only the command line lists the accelerators: `qom-list-types` would load every module, and QEMU 10.0 exits over one
 * that does not load.
 */
async function askAccelerators(path: string, wait: AskWait): Promise<string[]> {
  return await run([path, '-accel', 'help'], wait, async ({ ended, stdout }) => {
    await ended;
    // A heading that ends in a colon, then one a line.
    const [, list = ''] = /^Accelerators supported.*:\n((?:[\w-]+\n?)*)/m.exec(stdout()) ?? [];
    return list.split('\n').filter((name) => name !== '');
  });
}
