import type { OperationModel } from '../model/index.js';
import { didYouMean, valueAt } from './issues.js';
import { parametersIn, type Choices } from './matrix.js';
import { quoted, shown, type Mistake } from './mistakes.js';
import type { StepTemplate } from './scenario.js';
import type { YamlPath, YamlSource } from './yaml-source.js';

/** A step as it was read, and where its parts stand. */
export interface ReadStep<Operation extends OperationModel> extends StepTemplate<Operation> {
  /** From 0. */
  readonly index: number;
  /** Where the value stands; the step itself when it is a bare word. */
  readonly valuePath: YamlPath;
}

/** A step that could not be read is `undefined`, so that the others keep their numbers. */
export type ReadSteps<Operation extends OperationModel> = readonly (ReadStep<Operation> | undefined)[];

/** Reads `steps:`; what is wrong goes to `mistakes`. */
export function readSteps<Operation extends OperationModel>(
  source: YamlSource,
  operations: ReadonlyMap<string, Operation>,
  mistakes: Mistake[],
): ReadSteps<Operation> {
  const written = valueAt(source.value, ['steps']);
  if (!Array.isArray(written)) return [];
  return written.map((step: unknown, index) => {
    const path = ['steps', index];
    const parts = wordAndValue(step);
    if (!parts) {
      mistakes.push({ ...source.placeOf(path), message: notAStep(step) });
      return undefined;
    }
    const operation = operations.get(parts.word);
    if (!operation) {
      const place = parts.bare ? source.placeOf(path) : source.placeOfKey([...path, parts.word]);
      const names = [...operations.keys()];
      mistakes.push({
        ...place,
        message: `unknown operation ${quoted(parts.word)}, ${didYouMean(parts.word, names)}`,
      });
      return undefined;
    }
    return { operation, value: parts.value, index, valuePath: parts.bare ? path : [...path, parts.word] };
  });
}

/** A step is a bare word (`- reset`) or a map with one key (`- offline: 2`). */
function wordAndValue(step: unknown): { word: string; value: unknown; bare: boolean } | undefined {
  if (typeof step === 'string') return { word: step, value: undefined, bare: true };
  if (typeof step !== 'object' || step === null || Array.isArray(step)) return undefined;
  const entries = Object.entries(step);
  const [entry] = entries;
  if (!entry || entries.length > 1) return undefined;
  const [word, value] = entry as [string, unknown];
  // `- offline:` with nothing behind it
  return { word, value: value ?? undefined, bare: false };
}

function notAStep(step: unknown): string {
  if (typeof step === 'object' && step !== null && !Array.isArray(step)) {
    const words = Object.keys(step).map(quoted);
    if (words.length > 1) {
      return `found ${words.join(' and ')} in one step, expected one operation a step, each after a dash of its own`;
    }
  }
  return `found ${shown(step)}, expected a step: an operation, as in "- reset" or "- offline: 2"`;
}

/** Every `$parameter` must have values, and every parameter must be used. */
export function checkParameters(source: YamlSource, choices: Choices, mistakes: Mistake[]): void {
  const used = parametersIn(valueAt(source.value, ['steps']), ['steps']);
  const known = Object.keys(choices);
  for (const { name, path } of used) {
    if (Object.hasOwn(choices, name)) continue;
    const remedy =
      known.length === 0
        ? `give its values, as in with: { ${name || 'vcpu'}: [1, last] }`
        : didYouMean(
            `$${name}`,
            known.map((word) => `$${word}`),
          );
    mistakes.push({ ...source.placeOf(path), message: `unknown parameter ${quoted(`$${name}`)}, ${remedy}` });
  }
  for (const name of known) {
    if (used.some((use) => use.name === name)) continue;
    const message = `the parameter ${quoted(name)} is not used, expected $${name} in a step`;
    mistakes.push({ ...source.placeOfKey(['with', name]), message });
  }
}
