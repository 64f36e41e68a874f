import { fileURLToPath } from 'node:url';
import { mistakesOfIssues } from '../scenario/issues.js';
import { ScenarioError, type Mistake } from '../scenario/mistakes.js';
import { readScenarioText } from '../scenario/source-text.js';
import { YamlSource } from '../scenario/yaml-source.js';
import type { KnownFinding } from './known-finding.js';
import { keysAt, knownFindingsSchema } from './schema.js';

/** src/known/ and dist/known/ lie equally deep in the package. */
const shippedFile = fileURLToPath(new URL('../../scenarios/known-findings.yaml', import.meta.url));
const what = 'file of known findings';

/** The known findings that come with vmwright. */
export async function shippedKnownFindings(): Promise<KnownFinding[]> {
  return await loadKnownFindings(shippedFile);
}

/**
 * Reads a file of known findings and checks all of it.
 *
 * @throws ScenarioError with all mistakes and their places; UsageError when the file is none, or is not text
 * @throws EnvironmentError when the disk fails
 */
export async function loadKnownFindings(file: string): Promise<KnownFinding[]> {
  return parseKnownFindings(file, await readScenarioText(file, what));
}

/** As {@link loadKnownFindings}, for a text that was read already. */
export function parseKnownFindings(file: string, text: string): KnownFinding[] {
  const source = new YamlSource(text);
  const refuse = (mistakes: readonly Mistake[]) => {
    const inOrder = mistakes.toSorted((a, b) => a.line - b.line || a.column - b.column);
    return new ScenarioError(file, inOrder, text, what);
  };
  if (source.value === undefined) throw refuse(source.mistakes);
  // Nothing but comments: nothing is known.
  const entries = knownFindingsSchema.safeParse(withVersionsAsWritten(source) ?? []);
  const mistakes = [...source.mistakes, ...mistakesOfIssues(source, entries.error?.issues ?? [], keysAt)];
  if (mistakes.length > 0 || !entries.success) throw refuse(mistakes);
  return entries.data.map((entry, index) => ({
    ...entry,
    place: `${file}:${source.placeOf([index]).line}`,
  }));
}

/** To YAML, 7.10 is a number, and the same as 7.1. */
function withVersionsAsWritten(source: YamlSource): unknown {
  const { value } = source;
  if (!Array.isArray(value)) return value;
  return value.map((entry: unknown, index) => {
    const isNumber =
      typeof entry === 'object' && entry !== null && 'qemu' in entry && typeof entry.qemu === 'number';
    return isNumber ? { ...entry, qemu: source.textOf([index, 'qemu']) } : entry;
  });
}
