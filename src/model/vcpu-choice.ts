import * as z from 'zod';
import { together, type Choice } from './choice.js';
import { vcpuNumber } from './parameters.js';
import type { MachineShape, VmModel } from './vm-model.js';

const words = ['all', 'all-but-first', 'all-but-last'] as const;

/** Which vCPUs are meant: by their numbers, or by a word all of those, or all but one, with which it can be done. */
export type VcpuChoice = number | readonly number[] | (typeof words)[number];

/** A vCPU (a number, `first`, `last`), a list of them, or `all`, `all-but-first`, `all-but-last`. */
export function vcpuChoice(shape: MachineShape): z.ZodType<VcpuChoice> {
  const one = vcpuNumber(shape);
  return z.unknown().transform((value, context): VcpuChoice => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    const word = words.find((each) => each === value);
    if (word !== undefined) return word;
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (list.length === 0) return refuse('found an empty list, expected vCPUs');
    const vcpus: number[] = [];
    for (const each of list) {
      const read = one.safeParse(each);
      if (!read.success) return refuse(read.error.issues.map(({ message }) => message).join('; '));
      if (vcpus.includes(read.data)) return refuse(`vCPU ${read.data} is there twice`);
      vcpus.push(read.data);
    }
    const [only] = vcpus;
    return Array.isArray(value) || only === undefined ? vcpus : only;
  });
}

/** The numbers that are meant, of a VM as it is: all of them when they are named, else those that `are` so. */
export function chosenVcpus(model: VmModel, choice: VcpuChoice, are: 'online' | 'offline'): number[] {
  if (typeof choice === 'number') return [choice];
  if (typeof choice !== 'string') return [...choice];
  const last = model.vcpus.findLastIndex(({ present }) => present);
  const exception = { all: undefined, 'all-but-first': 0, 'all-but-last': last }[choice];
  return model.vcpus.flatMap(({ present, online }, number) =>
    present && online === (are === 'online') && number !== exception ? [number] : [],
  );
}

/** For people: `vCPU 2`, `vCPUs 1 and 3`, `all vCPUs but the first`. */
export function describeVcpus(choice: VcpuChoice): string {
  if (typeof choice === 'number') return `vCPU ${choice}`;
  if (typeof choice === 'string')
    return `all vCPUs${choice.slice('all'.length).replaceAll('-', ' ').replace('but', 'but the')}`;
  return vcpuList(choice);
}

/** For people: `vCPU 2`, `vCPUs 1, 2 and 3`. */
export function vcpuList(vcpus: readonly number[]): string {
  const last = vcpus.at(-1) ?? '';
  return vcpus.length === 1 ? `vCPU ${last}` : `vCPUs ${vcpus.slice(0, -1).join(', ')} and ${last}`;
}

/** Each vCPU, the boot vCPU last of them; some of them; then the words. */
export function vcpuChoices({ vcpus }: VmModel): Choice<VcpuChoice>[] {
  const numbers = vcpus.map((_, number) => number);
  const [first, ...others] = numbers;
  const one = [...others, ...(first === undefined ? [] : [first])];
  const neighbours = others.slice(1).map((number) => [number - 1, number]);
  return [...together<VcpuChoice>(3, one), ...together<VcpuChoice>(1, [...neighbours, ...words])];
}

/** The same vCPUs on a machine where they have other numbers. */
export function renumberedChoice(choice: VcpuChoice, numberOf: (vcpu: number) => number): VcpuChoice {
  if (typeof choice === 'string') return choice;
  return typeof choice === 'number' ? numberOf(choice) : [...new Set(choice.map(numberOf))];
}
