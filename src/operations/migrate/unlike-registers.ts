import { join } from 'node:path';
import { localHost } from '../../host/index.js';
import { launch, type RunningMachine } from '../../machine/index.js';
import { readStream, saveToFile, systemRegisters, type SystemRegister } from '../../migration/index.js';
import type { WaitOptions } from '../../support/deadline.js';

/** How the system registers of a destination's vCPUs are unlike the source's; names in the stream's order. */
interface UnlikeRegisters {
  /** Those that it does not have. */
  readonly lacking: readonly string[];
  /** Those of both that have another value before anything runs. */
  readonly otherwise: readonly string[];
}

/**
 * Why a destination does not take a source's Arm vCPUs. It refuses a register that it does not have, and a value that it cannot
 * write, as of an identification register (QEMU, target/arm/machine.c, cpu_post_load; helper.c, write_list_to_cpustate), and
 * before 11.1 names neither. Which registers there are depends on QEMU, the machine's type and the CPU's model, not on what the
 * guest did; so two machines of these kinds are saved before they run, since the one that complained is gone, and the other is
 * somebody's VM.
 *
 * @returns nothing where that is not known
 */
export async function unlikeRegisters(
  source: RunningMachine,
  destination: RunningMachine,
  wait: WaitOptions,
): Promise<UnlikeRegisters | undefined> {
  const areHere = source.host === localHost && destination.host === localHost;
  if (!areHere || source.spec.arch !== 'aarch64' || source.spec.qemu === destination.spec.qemu)
    return undefined;
  try {
    const [come, taken] = await Promise.all([
      registersOfAnother(source, wait),
      registersOfAnother(destination, wait),
    ]);
    return compareRegisters(come, taken);
  } catch {
    // What the destination said is told without it.
    wait.signal?.throwIfAborted();
    return undefined;
  }
}

export function compareRegisters(
  come: readonly SystemRegister[],
  taken: readonly SystemRegister[],
): UnlikeRegisters {
  const known = new Map(taken.map(({ id, value }) => [id, value]));
  const names = (some: readonly SystemRegister[]) => [...new Set(some.map(({ name }) => name))];
  return {
    lacking: names(come.filter(({ id }) => !known.has(id))),
    otherwise: names(come.filter(({ id, value }) => known.has(id) && known.get(id) !== value)),
  };
}

/** In a sentence; all of them are in the evidence. */
const mostNames = 4;

/**
 * What is unlike, in full for the evidence, and in a few words unless the destination has said so itself. Values matter where no
 * register is lacking.
 */
export function tellUnlike(
  { lacking, otherwise }: UnlikeRegisters,
  said: string,
): { readonly words: string; readonly evidence: string } | undefined {
  const isLacking = lacking.length > 0;
  const names = isLacking ? lacking : otherwise;
  if (names.length === 0) return undefined;
  const [words, evidence] = isLacking
    ? ["of the source's system registers it lacks", 'system registers that the destination lacks']
    : [
        'it starts with other values of system registers than the source:',
        'system registers with which the destination starts otherwise',
      ];
  return {
    words: names.every((name) => said.includes(name)) ? '' : `; ${words} ${shortList(names)}`,
    evidence: `${evidence}: ${names.join(', ')}`,
  };
}

/** What has a name before what has an encoding alone. */
function shortList(names: readonly string[]): string {
  const isEncoding = (name: string) => /^(p\d+,|S\d_|0x)/.test(name);
  const [first, last] = [names.filter((name) => !isEncoding(name)), names.filter(isEncoding)];
  const shown = [...first, ...last].slice(0, mostNames).join(', ');
  return names.length > mostNames ? `${shown} and ${names.length - mostNames} more` : shown;
}

/** The registers of the first vCPU of a machine like this one; the others' are no others. */
async function registersOfAnother(
  { spec }: RunningMachine,
  wait: WaitOptions,
): Promise<readonly SystemRegister[]> {
  const extraArguments = [...(spec.extraArguments ?? []).filter((word) => word !== '-S'), '-S'];
  await using machine = await launch({ ...spec, incoming: false, extraArguments }, wait);
  const path = join(machine.directory, 'before-it-runs');
  await saveToFile(machine.qmp, path, spec.ramMib, wait);
  const { devices } = await readStream(path, { signal: wait.signal });
  const [registers] = devices.flatMap((device) => {
    const some = systemRegisters(device);
    return some ? [some] : [];
  });
  if (!registers) throw new Error(`no vCPU with system registers in ${path}`);
  return registers;
}
