import type { Choice } from '../../choice.js';
import { migrateOptions, type MigrateParameters } from './options.js';
import { contradictionOf } from './possible.js';
import { transports } from './transports.js';

type Options = Partial<MigrateParameters>;

/** What a migration can be besides plain, each by itself; multifd also with more. */
const multifd = [{ multifd: 1 }, { multifd: 4 }] as const;
const single: readonly Options[] = [
  ...multifd,
  ...each('compression', ['none', 'zlib', 'zstd', 'qpl', 'uadk', 'qatzip']).map((one) => ({
    multifd: 2,
    ...one,
  })),
  ...each('precopy', ['xbzrle', 'auto-converge']),
  ...each('postcopy', ['plain', 'preempt', 'recover', 'preempt-recover']),
  ...each('switchover', ['acknowledged']),
  ...each('tls', ['psk', 'x509', 'wrong-psk', 'wrong-name', 'wrong-authority']),
  ...each('snapshot', ['background']),
  ...each('cpr', ['reboot', 'transfer', 'exec']),
  { 'zero-copy': 'send', multifd: 2 },
];

/** What the guest does, and how the VM arrives: goes with most of the others. */
const companions: readonly Options[] = [
  {},
  { guest: 'busy' },
  { arrive: 'paused' },
  { guest: 'busy', arrive: 'paused' },
];

/** Two at a time: what fails together with another seldom needs a third. */
const pairs = single.flatMap((one, index) =>
  single.slice(index + 1).flatMap((other) => (areApart(one, other) ? [{ ...one, ...other }] : [])),
);

/**
 * The ways to migrate that go together on some QEMU: plain ones, then with one option, then with two; by each transport. The plain
 * ones are as often tried as all with one, and these as all with two.
 */
export const migrateChoices: readonly Choice<MigrateParameters>[] = [
  ...ofWeight(10, [{}]),
  ...ofWeight(10, single),
  ...ofWeight(4, pairs),
];

function each<Name extends keyof Options>(name: Name, values: readonly Options[Name][]): Options[] {
  return values.map((value) => ({ [name]: value }));
}

function areApart(one: Options, other: Options): boolean {
  return Object.keys(one).every((name) => !Object.hasOwn(other, name));
}

function ofWeight(weight: number, list: readonly Options[]): Choice<MigrateParameters>[] {
  const ways = companions
    .flatMap((companion) => transports.map((via) => ({ via, ...companion })))
    .flatMap((base) => list.map((options) => migrateOptions.parse({ ...base, ...options })))
    .filter((options) => contradictionOf(options) === undefined);
  return ways.map((parameters) => ({ parameters, weight: weight / ways.length }));
}
