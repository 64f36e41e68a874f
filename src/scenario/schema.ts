import * as z from 'zod';
import { faults } from '../faults/index.js';
import type { Arch } from '../model/index.js';
import { didYouMean } from './issues.js';
import { quoted, shown } from './mistakes.js';

/** An error for zod: what was found, what was expected. */
export function expected(what: string): { error: (issue: { input?: unknown }) => string } {
  return { error: ({ input }) => `found ${shown(input)}, expected ${what}` };
}

/** A text of one line, whatever the lines it is written in. */
export const sentence = (what: string) =>
  z
    .string(expected(what))
    .transform((text) => text.trim().replace(/\s+/g, ' '))
    .refine((text) => text !== '', `found nothing, expected ${what}`);

/** As many as QEMU's Arm `virt` machine takes (hw/arm/virt.c, max_cpus). */
export const maxVcpus = 512;
const vcpus = expected(`a number of vCPUs from 1 to ${maxVcpus}`);

/** What a machine has that does not say how much, in MiB. */
export const defaultRamMib = 512;
const minRamMib = 128;
const maxRamMib = 1024 * 1024;
const memory = expected(`a size with its unit from ${minRamMib}M to 1024G, as in 512M or 2G`);

const ramMib = z
  .string(memory)
  .regex(/^\s*\d{1,7}\s*[MG](i?B)?\s*$/i, memory)
  .refine((text) => mibIn(text) >= minRamMib && mibIn(text) <= maxRamMib, memory)
  .transform(mibIn);

function mibIn(text: string): number {
  return parseInt(text, 10) * (/g/i.test(text) ? 1024 : 1);
}

/** Every architecture that a scenario can name, and that it is tried for. */
export const archs = ['aarch64', 'x86_64'] as const satisfies readonly Arch[];

/** `machine:` */
export const machineSchema = z
  .strictObject(
    {
      vcpus: z.int(vcpus).min(1, vcpus).max(maxVcpus, vcpus),
      slots: z.int(vcpus).min(1, vcpus).max(maxVcpus, vcpus).optional(),
      memory: ramMib.default(defaultRamMib),
      arch: z.enum(archs, expected(archs.join(' or '))).optional(),
    },
    expected('a machine, as in machine: { vcpus: 4 }'),
  )
  .check(({ value: { vcpus, slots }, issues }) => {
    if (slots === undefined || slots >= vcpus) return;
    const message = `found ${slots} slots for ${vcpus} vCPUs, expected as many at least`;
    issues.push({ code: 'custom', input: slots, path: ['slots'], message });
  })
  .transform(({ vcpus, slots, memory, arch }) => ({
    ...{ vcpus, ramMib: memory },
    ...(slots !== undefined && { maxVcpus: slots }),
    ...(arch && { arch }),
  }));

const word = expected('a number or a word (letters, digits, dots, dashes; at most 40)');

/** A value in `with:`. It becomes part of a folder's name. */
export const choiceSchema = z.union(
  [z.number(), z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/, word)],
  word,
);

const choices = z
  .array(choiceSchema, expected('a list of values, as in [1, last]'))
  .min(1, 'found an empty list, expected at least one value')
  .check(({ value: values, issues }) => {
    for (const [index, value] of values.entries()) {
      if (values.indexOf(value) === index) continue;
      issues.push({
        code: 'custom',
        input: value,
        path: [index],
        message: `found ${shown(value)} a second time, expected each value once`,
      });
    }
  });

const parameterName = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/);

/** `with:` */
const choicesSchema = z.record(parameterName, choices, {
  error: ({ code, input }) =>
    code === 'invalid_key'
      ? `found ${shown(input)} as a parameter, expected a word (a letter, then letters, digits, _ and -)`
      : `found ${shown(input)}, expected parameters with their values, as in with: { vcpu: [1, last] }`,
});

/** `catches:` */
const catches = z
  .array(z.string(expected('the name of a fault')), expected('a list of faults, as in [page-zeroed]'))
  .check(({ value: names, issues }) => {
    for (const [index, name] of names.entries()) {
      const isAgain = names.indexOf(name) !== index;
      if (faults.has(name) && !isAgain) continue;
      const message = isAgain
        ? `found ${shown(name)} a second time, expected each fault once`
        : `unknown fault ${quoted(name)}, ${didYouMean(name, [...faults.keys()])}`;
      issues.push({ code: 'custom', input: name, path: [index], message });
    }
  });

/** A whole file; the steps are read one by one afterwards. */
export const scenarioSchema = z.strictObject(
  {
    proves: sentence('what must hold, in a sentence'),
    because: sentence('where that is said: a patch, a bug, a specification').optional(),
    machine: machineSchema,
    with: choicesSchema.optional(),
    catches: catches.optional(),
    steps: z
      .array(z.unknown(), expected('a list of steps, beginning with boot'))
      .min(1, 'found an empty list, expected steps, beginning with boot'),
  },
  expected('a scenario: a map with proves, machine and steps'),
);

/** The keys that may stand at a path of the file, to find the one that was meant. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(scenarioSchema.shape);
  if (path.length === 1 && path[0] === 'machine') return Object.keys(machineSchema.in.shape);
  return [];
}
