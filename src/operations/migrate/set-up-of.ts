import type {
  Capability,
  MigrationParameters,
  MigrationSetUp,
  MigrationSide,
} from '../../migration/index.js';
import { isConnection, type MigrateParameters } from '../../model/index.js';

/**
 * Both sides' set-up, as far as it follows from the options alone.
 *
 * @param more - what the source has to know besides
 */
export function setUpOf(
  options: MigrateParameters,
  more: MigrationParameters = {},
): Record<MigrationSide, MigrationSetUp> {
  const both = capabilitiesOfBoth(options);
  return {
    source: {
      capabilities: [...both, ...capabilitiesOfSource(options)],
      parameters: { ...parametersOfBoth(options), ...parametersOfSource(options), ...more },
    },
    destination: {
      capabilities: both,
      parameters: { ...parametersOfBoth(options), ...parametersOfDestination(options) },
    },
  };
}

function capabilitiesOfBoth(options: MigrateParameters): Capability[] {
  const { via, multifd, precopy, postcopy, switchover, 'return-path': returns } = options;
  return [
    ...when(via === 'mapped-ram', 'mapped-ram'),
    ...when(multifd !== undefined, 'multifd'),
    ...when(precopy === 'xbzrle', 'xbzrle'),
    ...when(postcopy !== undefined, 'postcopy-ram'),
    ...when(postcopy?.startsWith('preempt') === true, 'postcopy-preempt'),
    ...when(switchover === 'acknowledged' || (returns === 'on' && isConnection(via)), 'return-path'),
    ...when(switchover === 'acknowledged', 'switchover-ack'),
  ];
}

function capabilitiesOfSource({ precopy, snapshot, 'zero-copy': zeroCopy }: MigrateParameters): Capability[] {
  return [
    ...when(precopy === 'auto-converge', 'auto-converge'),
    ...when(snapshot === 'background', 'background-snapshot'),
    ...when(zeroCopy === 'send', 'zero-copy-send'),
  ];
}

function parametersOfBoth({ multifd, compression }: MigrateParameters): MigrationParameters {
  return {
    ...(multifd !== undefined && { 'multifd-channels': multifd }),
    // Of an earlier attempt there may be another one left.
    ...(multifd !== undefined && { 'multifd-compression': (compression ?? 'none') as 'none' }),
  };
}

function parametersOfSource({ precopy, cpr }: MigrateParameters): MigrationParameters {
  return {
    // As soon as there is reason to: a small guest does not dirty much.
    ...(precopy === 'auto-converge' && {
      'throttle-trigger-threshold': 1,
      'cpu-throttle-initial': 50,
      'cpu-throttle-increment': 10,
    }),
    ...(cpr && { mode: `cpr-${cpr}` }),
  };
}

function parametersOfDestination({ cpr }: MigrateParameters): MigrationParameters {
  // In the others it learns the mode together with the memory.
  return cpr === 'reboot' ? { mode: 'cpr-reboot' } : {};
}

function when(condition: boolean, ...capabilities: Capability[]): Capability[] {
  return condition ? capabilities : [];
}
