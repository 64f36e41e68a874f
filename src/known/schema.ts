import * as z from 'zod';
import { archs, choiceSchema, expected, sentence } from '../scenario/schema.js';
import { parseVersionRange } from './version-range.js';

const versions = expected('QEMU versions, as in 7.2, 5.2 to 7.2, from 8.0, to 7.2.4 or any');
const signature = expected("a finding's signature, as findings.json of its cell has it");
const scenario = expected('the name of a scenario, or a list of names');

/** One text or a list of them. */
const texts = (message: ReturnType<typeof expected>) =>
  z
    .union(
      [z.string(message).min(1, message), z.array(z.string(message).min(1, message)).min(1, message)],
      message,
    )
    .transform((value) => (typeof value === 'string' ? [value] : value));

const entrySchema = z
  .strictObject(
    {
      signature: texts(signature),
      qemu: z.string(versions).transform((text, context) => {
        const range = parseVersionRange(text);
        if (range) return range;
        context.addIssue({ code: 'custom', message: versions.error({ input: text }) });
        return z.NEVER;
      }),
      scenario: texts(scenario).optional(),
      with: z.record(z.string(), choiceSchema, expected('choices, as in with: { vcpu: last }')).optional(),
      arch: z.enum(archs, expected(archs.join(' or '))).optional(),
      accelerator: z.enum(['tcg', 'kvm'], expected('tcg or kvm')).optional(),
      shows: z.enum(['always', 'often', 'rarely'], expected('always, often or rarely')).default('always'),
      reference: sentence('where it is told: a bug report, a commit, a thread'),
      says: sentence('what is wrong, in a sentence'),
    },
    expected('a known finding: a map with signature, qemu, reference and says'),
  )
  .transform(({ signature: signatures, qemu, scenario: scenarios, with: choices, ...rest }) => ({
    ...{ signatures, versions: qemu, scenarios, choices },
    ...rest,
  }));

/** A whole file. */
export const knownFindingsSchema = z.array(entrySchema, expected('a list of known findings'));

/** The keys that may stand at a path of the file, to find the one that was meant. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
  return path.length === 1 ? Object.keys(entrySchema.in.shape) : [];
}
