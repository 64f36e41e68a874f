import {
  systemRegisters,
  vcpuPowerStates,
  type DeviceState,
  type FieldValue,
  type LeafValue,
  type MigrationStream,
  type StreamDamage,
} from '../../migration/index.js';
import type { Differences } from './differences.js';

/**
 * A stream as JSON, in pieces: a large device's is never in memory with all others'. Integers of 64 bits are strings, as
 * JSON's readers round them: "0x…" if unsigned, or else decimal. Buffers are strings of hex digits without "0x".
 */
export function* streamJson(
  stream: MigrationStream,
  isChosen: (device: DeviceState) => boolean = () => true,
): Generator<string> {
  const { devices, ramBlocks, configuration, damage, ...rest } = stream;
  const head = {
    ...rest,
    ...configuration,
    pageBytes: stream.pageBytes,
    ram: [...ramBlocks.values()],
    vcpus: vcpus(stream),
    damage: damage ? damageJson(damage) : null,
  };
  yield `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "devices": [`;
  let separator = '\n    ';
  for (const device of devices) {
    if (!isChosen(device)) continue;
    yield separator + JSON.stringify(deviceJson(device));
    separator = ',\n    ';
  }
  yield '\n  ]\n}\n';
}

/** What differs between two streams, as JSON, in pieces. */
export async function* differencesJson(differences: Differences): AsyncGenerator<string> {
  let separator = '[\n  ';
  for await (const { path, type, first, second } of differences) {
    yield separator + JSON.stringify({ path, type, first: sideJson(first), second: sideJson(second) });
    separator = ',\n  ';
  }
  yield separator.startsWith('[') ? '[]\n' : '\n]\n';
}

/** For programs: where a stream cannot be read any further, and why. */
function damageJson(damage: StreamDamage): object {
  const { name, offset, place, message } = damage;
  return { name, offset, place, message };
}

function vcpus(stream: MigrationStream): object[] {
  let powerStates: ReadonlyMap<number, string> = new Map();
  try {
    powerStates = vcpuPowerStates(stream);
  } catch {
    // The field is in the devices, whatever its value.
  }
  return stream.devices
    .filter(({ name }) => name === 'cpu')
    .map(({ instanceId }) => ({ index: instanceId, powerState: powerStates.get(instanceId) }));
}

function deviceJson(device: DeviceState): object {
  const { name, instanceId, version, section, state, missingBytes } = device;
  const registers = systemRegisters(device);
  return {
    ...{ name, instanceId, version, section, offset: state.offset, bytes: state.bytes.length },
    ...(missingBytes > 0 && { missingBytes }),
    ...(state.leaf === undefined
      ? { fields: valueJson(state.value) }
      : { undescribed: valueJson(state.leaf) }),
    ...(registers && {
      systemRegisters: Object.fromEntries(registers.map(({ name, value }) => [name, hex(value)])),
    }),
  };
}

function sideJson(value: FieldValue | string | undefined): unknown {
  return value === undefined || typeof value === 'string' ? value : valueJson(value);
}

function valueJson(value: FieldValue): unknown {
  if (isLeaf(value)) return leafJson(value);
  if (Array.isArray(value)) return value.map((element: FieldValue) => valueJson(element));
  return Object.fromEntries(
    Object.entries(value).map(([name, part]: [string, FieldValue]) => [name, valueJson(part)]),
  );
}

function isLeaf(value: FieldValue): value is LeafValue {
  return typeof value !== 'object' || value instanceof Uint8Array;
}

function leafJson(value: LeafValue): string | number | boolean {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return typeof value === 'bigint' ? hex(value) : value;
}

function hex(value: bigint): string {
  return value < 0n ? String(value) : `0x${value.toString(16)}`;
}
