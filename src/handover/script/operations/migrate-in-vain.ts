import {
  isMisfit,
  isSeenAtOnce,
  isThroughFile,
  migrateOptions,
  type MigrateInVainParameters,
  type Misfit,
} from '../../../model/index.js';
import { setUpOf } from '../../../operations/migrate/set-up-of.js';
import { CannotBeScripted, qmpLine, type ScriptedStep, type ScriptForm } from '../form.js';
import { crawl, setUpLines } from './migration-set-up.js';
import { uriOf } from './migrate.js';

export const cancelMigration: ScriptForm<undefined> = () => [qmpLine('migrate_cancel', undefined)];

export const migrateInVain: ScriptForm<MigrateInVainParameters> = (parameters, step) => {
  const { via, because } = parameters;
  if (via === 'fd' || via === 'fdset')
    throw new CannotBeScripted('a shell cannot hand QEMU an open descriptor');
  if (step.refused) return [qmpLine('migrate', { uri: uriOf(via, step.number).out }, { refused: true })];
  if (because === 'disk-full') return [...ontoFullDisk(parameters, step), 'let_loose'];
  if (isMisfit(because)) return [...intoOtherShape(because, parameters, step), 'let_loose'];
  return [...brokenOff(parameters, step), 'let_loose'];
};

function sidesOf({ via, multifd }: MigrateInVainParameters) {
  return setUpOf(migrateOptions.parse({ via, multifd }));
}

/** Nearly all of the memory is still to be sent when the source stops before the switch-over. */
function early({ walk }: ScriptedStep) {
  return { 'max-bandwidth': walk.shape.ramMib * 2 ** 10, 'downtime-limit': 2_000_000 };
}

function migrateLine(uri: string): string {
  return qmpLine('migrate', { uri }).replace('PORT', `'"$port"'`);
}

function receiveLines({ via }: MigrateInVainParameters, uri: string, number: number): string[] {
  return [
    ...(via === 'pipe' ? [`mkfifo migration-${number}.fifo`] : []),
    qmpLine('migrate-incoming', { uri }, { to: '$newest' }),
    ...(via === 'tcp' ? [qmpLine('query-migrate', undefined, { to: '$newest' }), 'port=$(port_of)'] : []),
  ];
}

function brokenOff(parameters: MigrateInVainParameters, step: ScriptedStep): string[] {
  const { via, because, at = 'active' } = parameters;
  if (at === 'setup' || at === 'device')
    throw new CannotBeScripted(`a migration is ${at} for a moment that a shell misses`);
  const { source, destination } = sidesOf(parameters);
  const uri = uriOf(via, step.number);
  const stopsBefore = at === 'pre-switchover';
  const setUp = {
    capabilities: [...source.capabilities, ...(stopsBefore ? (['pause-before-switchover'] as const) : [])],
    parameters: { ...source.parameters, ...(stopsBefore ? early(step) : crawl) },
  };
  const hasDestination = !isThroughFile(via);
  return [
    ...(hasDestination
      ? [
          'destination',
          ...setUpLines(step.walk, '$newest', destination),
          ...receiveLines(parameters, uri.in, step.number),
        ]
      : []),
    ...setUpLines(step.walk, '$vm', setUp),
    migrateLine(uri.out),
    `migration $vm ${at}`,
    ...step.meanwhile,
    ...(because === 'cancelled'
      ? [
          qmpLine('migrate_cancel', undefined),
          'migration $vm cancelled',
          ...(hasDestination ? ['kill_qemu $newest'] : []),
        ]
      : [
          'kill_qemu $newest',
          ...(stopsBefore ? [qmpLine('migrate-continue', { state: 'pre-switchover' })] : []),
          'migration $vm failed',
        ]),
  ];
}

function ontoFullDisk(parameters: MigrateInVainParameters, step: ScriptedStep): string[] {
  const { source } = sidesOf(parameters);
  return [
    ...step.meanwhile,
    ...setUpLines(step.walk, '$vm', { ...source, parameters: { ...source.parameters, ...crawl } }),
    qmpLine('migrate', { uri: 'exec:cat > /dev/full' }),
    'migration $vm failed',
  ];
}

/** The destination's options, behind the usual ones: QEMU takes the last. */
function shapeOf(misfit: Misfit, { walk: { shape } }: ScriptedStep): string {
  const { vcpus, maxVcpus = vcpus, ramMib } = shape;
  switch (misfit) {
    case 'fewer-vcpus':
      return `-smp ${vcpus - 1},maxcpus=${Math.max(maxVcpus, vcpus - 1)}`;
    case 'more-vcpus':
      return `-smp ${vcpus + 1},maxcpus=${Math.max(maxVcpus, vcpus + 1)}`;
    case 'less-memory':
      return `-m ${Math.floor(ramMib / 2)}M`;
    case 'more-memory':
      return `-m ${ramMib * 2}M`;
    case 'other-cpu-model':
      return '-cpu cortex-a57';
    case 'other-gic':
      return '-machine gic-version=2';
    case 'other-machine-version':
    case 'missing-device':
      throw new CannotBeScripted(`a destination with ${misfit} is put together by vmwright`);
  }
}

function intoOtherShape(misfit: Misfit, parameters: MigrateInVainParameters, step: ScriptedStep): string[] {
  const plain = sidesOf(parameters).source;
  const uri = uriOf(parameters.via, step.number);
  const isFile = isThroughFile(parameters.via);
  // Over a connection in both directions the source learns that it was refused.
  const both = isFile ? plain : { ...plain, capabilities: [...plain.capabilities, 'return-path' as const] };
  const slow = !isFile && isSeenAtOnce(misfit) ? crawl : {};
  const receive = [
    `destination ${shapeOf(misfit, step)}`,
    ...setUpLines(step.walk, '$newest', both),
    'forget $newest',
    ...receiveLines(parameters, uri.in, step.number),
  ];
  const send = [
    ...setUpLines(step.walk, '$vm', { ...both, parameters: { ...both.parameters, ...slow } }),
    migrateLine(uri.out),
  ];
  if (!isFile) return [...step.meanwhile, ...receive, ...send, 'gives_up $newest', 'migration $vm failed'];
  return [
    ...[...step.meanwhile, ...send, 'migration $vm completed', `whole stream-${step.number}`],
    ...[...receive, 'gives_up $newest'],
    // The VM goes on where it is.
    qmpLine('cont', undefined),
  ];
}
