import { resolve } from 'node:path';
import { localHost } from '../host/index.js';
import { askMonitor } from './ask.js';
import { checkExecutableOn } from './check-executable.js';
import { probeMs, type ProbeOptions } from './probe.js';

/**
 * The names that a QEMU takes after `-cpu`, features aside. Takes some 0.1 s.
 *
 * @throws UsageError when it is no QEMU; the signal's reason
 */
export async function cpuModels(path: string, options: ProbeOptions = {}): Promise<readonly string[]> {
  const { signal, host = localHost, timeoutMs = probeMs(host) } = options;
  const executable = await checkExecutableOn(host, resolve(path));
  return await askMonitor(executable, ['none'], { host, timeoutMs, signal }, async (qmp) => {
    const models = await qmp.execute('query-cpu-definitions');
    return models.map(({ name }) => name);
  });
}
