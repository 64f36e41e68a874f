import { InvalidArgumentError, Option, type Command } from 'commander';
import { transports, type Transport } from '../model/index.js';
import { pairKinds, type PairKind } from '../runner/index.js';
import { nearest } from '../support/nearest.js';
import type { AcceleratorWish } from './accelerator.js';

/** The axes of a matrix, as the command line has them: each value in the order given. */
export interface MatrixOptions {
  readonly qemu: readonly string[];
  readonly dstQemu?: string;
  readonly pair: readonly (readonly [source: string, destination: string])[];
  readonly pairs?: PairKind;
  readonly machine: readonly string[];
  readonly cpu: readonly string[];
  readonly kernel: readonly string[];
  readonly transport: readonly Transport[];
  readonly accel: readonly AcceleratorWish[];
}

/** Gives a command the options of a matrix. Each but `--pairs` may be given more than once: then all of it runs with each. */
export function addMatrixOptions(command: Command): Command {
  return command
    .option(
      '--qemu <qemu>',
      'a path, a name or a version (see vmwright qemu; default: qemu-system-ARCH on the PATH)',
      oneMore,
      [],
    )
    .option('--dst-qemu <qemu>', 'the QEMU that migrations lead to (default: as --qemu)')
    .option('--pair <src:dst>', 'migrate from one QEMU to another, as 7.2:10.0', onePair, [])
    .addOption(
      new Option('--pairs <which>', 'migrate between the QEMUs of --qemu, in these pairs').choices(pairKinds),
    )
    .option(
      '--machine <type>',
      'the machine type, as virt-7.2 (default: the newest of this QEMU; between two, the newest that both have)',
      oneMore,
      [],
    )
    .option(
      '--cpu <model>',
      'the CPU model (default: host under KVM, else cortex-a72 or qemu64)',
      oneMore,
      [],
    )
    .option('--kernel <file>', 'boot this kernel', oneMore, [])
    .option(
      '--transport <way>',
      'the way of migrations, where the scenario leaves it open (see scenarios/README.md)',
      oneTransport,
      [],
    )
    .option(
      '--accel <accelerator>',
      'tcg, kvm, or auto: KVM where a guest runs on it, else TCG (default: auto)',
      oneAccelerator,
      [],
    );
}

/** Every QEMU that a command line names. */
export function qemusOf({ qemu, pair, dstQemu }: MatrixOptions): string[] {
  return [...new Set([...qemu, ...pair.flat(), ...(dstQemu === undefined ? [] : [dstQemu])])];
}

function oneMore(value: string, before: readonly string[]): string[] {
  return before.includes(value) ? [...before] : [...before, value];
}

/** A path with a colon in it would have to be told from two: it gets a name (`vmwright qemu add`). */
function onePair(text: string, before: MatrixOptions['pair']): MatrixOptions['pair'] {
  const [source = '', destination = '', ...more] = text.split(':');
  if (source === '' || destination === '' || more.length > 0) {
    throw new InvalidArgumentError(
      'It must be two QEMUs with a colon between them, as 7.2:10.0. One whose path has a colon in it can be given a name: vmwright qemu add.',
    );
  }
  return [...before, [source, destination]];
}

function oneTransport(text: string, before: readonly Transport[]): Transport[] {
  const transport = transports.find((name) => name === text);
  if (transport) return [...new Set([...before, transport])];
  const near = nearest(text, transports);
  throw new InvalidArgumentError(
    near === undefined ? `There are ${transports.join(', ')}.` : `Did you mean ${near}?`,
  );
}

const accelerators = ['auto', 'tcg', 'kvm'] as const satisfies readonly AcceleratorWish[];

function oneAccelerator(text: string, before: readonly AcceleratorWish[]): AcceleratorWish[] {
  const wish = accelerators.find((name) => name === text);
  if (wish) return [...new Set([...before, wish])];
  throw new InvalidArgumentError(`Allowed choices are ${accelerators.join(', ')}.`);
}
