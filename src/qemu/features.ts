import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { localHost } from '../host/index.js';
import { QmpRefusedError, type QmpClient, type SchemaInfo } from '../qmp/index.js';
import { EnvironmentError } from '../support/errors.js';
import { askMonitor } from './ask.js';
import { checkExecutableOn } from './check-executable.js';
import { IntrospectedSchema } from './introspected-schema.js';
import { probeMs, type ProbeOptions } from './probe.js';

/**
 * What of a list of features a QEMU with a certain machine type does not have, as it says itself. Features are named as in
 * {@link hasFeature}. Takes some 0.2 s.
 *
 * @param machineType - as after `-M`
 * @throws UsageError when it does not come up with this machine type; the signal's reason
 */
export async function missingFeatures(
  path: string,
  machineType: string,
  features: Iterable<string>,
  options: ProbeOptions = {},
): Promise<ReadonlySet<string>> {
  const { signal, host = localHost, timeoutMs = probeMs(host) } = options;
  const executable = await checkExecutableOn(host, resolve(path));
  // One slot is empty, so that it can be offered; what a host cannot do, QEMU tells where it waits for a migration.
  const machine = [machineType, '-incoming', 'defer', '-m', '128M', '-accel', 'tcg', '-smp', '1,maxcpus=2'];
  return await askMonitor(executable, machine, { host, timeoutMs, signal }, async (qmp) => {
    const [schema, capabilities] = await Promise.all([
      qmp.execute('query-qmp-schema'),
      qmp.execute('query-migrate-capabilities'),
    ]);
    const known: Known = {
      qmp,
      schema: new IntrospectedSchema(schema as readonly SchemaInfo[]),
      capabilities: new Set(capabilities.map(({ capability }) => capability)),
    };
    const missing = new Set<string>();
    for (const feature of new Set(features)) if (!(await hasFeature(known, feature))) missing.add(feature);
    return missing;
  });
}

interface Known {
  readonly qmp: QmpClient;
  readonly schema: IntrospectedSchema;
  readonly capabilities: ReadonlySet<string>;
}

async function hasFeature({ qmp, schema, capabilities }: Known, feature: string): Promise<boolean> {
  const [, kind = '', name = '', way = '', here] =
    /^(QMP command|migration capability|migration parameter|device|object type|value|pluggable) (\S+)(?: of (\S+)| (on this host|with a descriptor, .*))?$/.exec(
      feature,
    ) ?? [];
  switch (kind) {
    case 'QMP command':
      return schema.hasCommand(name) && (here === undefined || (await takesDescriptor(qmp)));
    case 'migration capability':
      return capabilities.has(name) && (here === undefined || (await canSwitchOn(qmp, name)));
    case 'migration parameter':
      return schema.hasMember(`migrate-set-parameters.${name}`);
    case 'device':
      return await accepts(qmp.execute('device-list-properties', { typename: name }));
    case 'object type':
      return await accepts(qmp.execute('qom-list-properties', { typename: name }));
    case 'value':
      return schema.valuesOf(way).includes(name);
    case 'pluggable':
      return await offersSlots(qmp);
    default:
      throw new TypeError(`${feature} is not the name of a feature`);
  }
}

/** userfaultfd, for one, is the host's affair: its kernel or its rules may forbid it. */
async function canSwitchOn(qmp: QmpClient, name: string): Promise<boolean> {
  const switched = (state: boolean) =>
    qmp.executeUnknown('migrate-set-capabilities', { capabilities: [{ capability: name, state }] });
  const can = await accepts(switched(true));
  if (can) await switched(false);
  return can;
}

/** This host may lack what passes one. */
async function takesDescriptor(qmp: QmpClient): Promise<boolean> {
  await using nothing = await open('/dev/null');
  try {
    return await accepts(qmp.execute('getfd', { fdname: 'trial' }, { descriptor: nothing.fd }));
  } catch (error) {
    if (error instanceof EnvironmentError) return false;
    throw error;
  }
}

async function offersSlots(qmp: QmpClient): Promise<boolean> {
  try {
    const slots = await qmp.execute('query-hotpluggable-cpus');
    return slots.some((slot) => slot['qom-path'] === undefined);
  } catch (error) {
    if (error instanceof QmpRefusedError) return false;
    throw error;
  }
}

async function accepts(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (error instanceof QmpRefusedError) return false;
    throw error;
  }
}
