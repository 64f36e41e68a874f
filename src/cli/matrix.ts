import { basename } from 'node:path';
import type { Host } from '../host/index.js';
import { guestArchitectures } from '../image/index.js';
import type { Arch } from '../model/index.js';
import { findQemuOn, type probeQemu } from '../qemu/index.js';
import { pairsOf, type RunRequest, type Variant, type Versioned } from '../runner/index.js';
import { UsageError } from '../support/errors.js';
import type { AcceleratorWish } from './accelerator.js';
import { labelsOf, type NamedQemu } from './qemu-labels.js';
import { qemusOf, type MatrixOptions } from './matrix-options.js';

/** What the words of a command line stand for, where it runs. */
export interface MatrixSurroundings {
  readonly arch: Arch | undefined;
  readonly source: Host;
  readonly destination: Host;
  /** A QEMU by the word that was given, as `findQemuOn` takes it on that host. */
  readonly qemuOf: (word: string | undefined, host: Host) => string | undefined;
  readonly probe: typeof probeQemu;
  readonly acceleratorOf: (
    wish: AcceleratorWish,
    qemu: string | undefined,
    destinationQemu: string | undefined,
  ) => RunRequest['accelerator'];
}

/** What a run is to be run with: every combination of what was given. */
export interface Matrix {
  readonly variants: readonly Variant[];
  /** Whether it is about migrations from one QEMU to another. */
  readonly hasPairs: boolean;
}

/**
 * The matrix that a command line asks for.
 *
 * @throws UsageError when it cannot be: pairs of QEMUs without any, a word that is none
 */
export async function matrixOf(
  options: MatrixOptions,
  where: MatrixSurroundings,
  signal: AbortSignal,
): Promise<Matrix> {
  const ways = await waysOf(options, where, signal);
  const { machine, cpu, kernel, accel } = options;
  const axes = [
    ways,
    axis('machine', machine, (machineType) => ({ machineType })),
    axis('cpu', cpu, (cpuModel) => ({ cpuModel })),
    axis('kernel', kernel, (file) => ({ kernel: file }), basename),
    axis('accel', accel.length === 0 ? ['auto'] : accel, (wish) => ({ wish: wish as AcceleratorWish })),
  ];
  const points = axes.reduce<Point[]>(
    (made, values) =>
      made.flatMap((point) =>
        values.map((value) => ({
          ...point,
          ...value,
          coordinates: { ...point.coordinates, ...value.coordinates },
        })),
      ),
    [{ coordinates: {} }],
  );
  const variants = points.map(({ wish = 'auto', ...point }): Variant => ({
    ...point,
    accelerator: where.acceleratorOf(wish, point.qemu, point.destinationQemu),
  }));
  return { variants, hasPairs: options.pairs !== undefined || options.pair.length > 0 };
}

type Point = Omit<Variant, 'accelerator'> & { readonly wish?: AcceleratorWish };

/** One value goes without saying, and has no place in names. */
function axis(
  name: string,
  values: readonly string[],
  of: (value: string) => Omit<Point, 'coordinates'>,
  label: (value: string) => string = (value) => value,
): Point[] {
  if (values.length === 0) return [{ coordinates: {} }];
  const labels = values.map((value) => fitForName(label(value)));
  const unique = labels.map((text, index) =>
    labels.indexOf(text) === index ? text : `${text}-${index + 1}`,
  );
  return values.map((value, index) => ({
    ...of(value),
    coordinates: values.length === 1 ? {} : { [name]: unique[index] ?? value },
  }));
}

/** Where migrations begin and where they lead. */
async function waysOf(
  options: MatrixOptions,
  where: MatrixSurroundings,
  signal: AbortSignal,
): Promise<Point[]> {
  const { qemu, pair, pairs, dstQemu } = options;
  if (pairs !== undefined && qemu.length === 0)
    throw new UsageError('--pairs is about the QEMUs that --qemu names: give two or more of them');
  if (pair.length > 0 && qemu.length > 0 && pairs === undefined)
    throw new UsageError('--pair names both of its QEMUs: give it without --qemu, or --qemu with --pairs');
  if (dstQemu !== undefined && (pair.length > 0 || pairs !== undefined))
    throw new UsageError(
      '--dst-qemu is the one destination of every --qemu: give it without --pair and --pairs',
    );
  const words = qemusOf(options);
  const isPaired = pairs !== undefined || pair.length > 0;
  const { source, destination, qemuOf } = where;
  // The same word may stand for another QEMU on the destination's host.
  const leadingTo = (word: string | undefined) =>
    source === destination && dstQemu === undefined ? {} : { destinationQemu: qemuOf(word, destination) };
  if (!isPaired && qemu.length < 2 && words.length < 2)
    return [{ qemu: qemuOf(qemu[0], source), ...leadingTo(dstQemu ?? qemu[0]), coordinates: {} }];
  const named = await Promise.all(words.map((word) => identify(word, where, signal)));
  const labels = labelsOf(named);
  const labelOf = (word: string) => labels.get(word) ?? word;
  const byWord = (word: string) => named.find((one) => one.word === word) as NamedQemu;
  if (!isPaired && dstQemu === undefined)
    return qemu.map((word) => ({
      ...{ qemu: qemuOf(word, source), ...leadingTo(word) },
      coordinates: { qemu: labelOf(word) },
    }));
  const asked = [
    ...(pairs === undefined
      ? []
      : pairsOf(qemu.map(byWord), pairs).map(([from, to]) => [from.word, to.word] as const)),
    ...pair,
    ...(dstQemu === undefined ? [] : qemu.map((word) => [word, dstQemu] as const)),
  ];
  const once = asked.filter(([from, to], at) => asked.findIndex(([a, b]) => a === from && b === to) === at);
  return once.map(([from, to]) => ({
    qemu: qemuOf(from, source),
    destinationQemu: qemuOf(to, destination),
    coordinates: { from: labelOf(from), to: labelOf(to) },
  }));
}

/** What a QEMU is, for whichever guests. @throws UsageError when it is none */
async function identify(
  word: string,
  { arch, source, destination, qemuOf, probe }: MatrixSurroundings,
  signal: AbortSignal,
): Promise<NamedQemu & Versioned> {
  const errors: unknown[] = [];
  for (const host of new Set([source, destination])) {
    for (const one of arch === undefined ? guestArchitectures : [arch]) {
      try {
        const path = await findQemuOn(host, one, qemuOf(word, host));
        const { version } = await probe(path, { host, signal });
        return { word, path, version };
      } catch (error) {
        signal.throwIfAborted();
        errors.push(error);
      }
    }
  }
  throw errors[0];
}

function fitForName(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._+-]+/g, '-').slice(0, 40);
}
