import type { OperationModel } from '../model/index.js';
import { didYouMean, valueAt } from './issues.js';
import { parametersIn, type Choices } from './matrix.js';
import { quoted, shown, type Mistake, type Place } from './mistakes.js';
import type { StepTemplate } from './scenario.js';
import type { YamlPath, YamlSource } from './yaml-source.js';

/** A step as it was read, and where its parts stand. */
export interface ReadStep<Operation extends OperationModel> extends StepTemplate<Operation> {
  /** Where the step stands. */
  readonly path: YamlPath;
  /** Where the value stands; the step itself when it is a bare word. */
  readonly valuePath: YamlPath;
  readonly meanwhile?: readonly ReadStep<Operation>[];
}

/** A step that could not be read is `undefined`, so that the others keep their numbers. */
export type ReadSteps<Operation extends OperationModel> = readonly (ReadStep<Operation> | undefined)[];

/** Reads `steps:`; what is wrong goes to `mistakes`. */
export function readSteps<Operation extends OperationModel>(
  source: YamlSource,
  operations: ReadonlyMap<string, Operation>,
  mistakes: Mistake[],
): ReadSteps<Operation> {
  return new StepReader(source, operations, mistakes).list(['steps']) ?? [];
}

class StepReader<Operation extends OperationModel> {
  constructor(
    readonly source: YamlSource,
    readonly operations: ReadonlyMap<string, Operation>,
    readonly mistakes: Mistake[],
  ) {}

  /** The steps of a list; nothing when there is none. */
  list(path: YamlPath): ReadSteps<Operation> | undefined {
    const written = valueAt(this.source.value, path);
    return Array.isArray(written) ? written.map((_, index) => this.#step([...path, index])) : undefined;
  }

  #step(path: YamlPath): ReadStep<Operation> | undefined {
    const written = valueAt(this.source.value, path);
    const parts = wordAndValue(written);
    if (!parts) {
      this.#refuse(this.source.placeOf(path), notAStep(written));
      return undefined;
    }
    if (parts.word === 'refused') return this.#refused(path, parts.hasMeanwhile);
    const operation = this.operations.get(parts.word);
    if (!operation) {
      const place = parts.bare ? this.source.placeOf(path) : this.source.placeOfKey([...path, parts.word]);
      const names = [...this.operations.keys(), 'refused'];
      this.#refuse(place, `unknown operation ${quoted(parts.word)}, ${didYouMean(parts.word, names)}`);
      return undefined;
    }
    const step = {
      operation,
      value: parts.value,
      path,
      valuePath: parts.bare ? path : [...path, parts.word],
    };
    if (!parts.hasMeanwhile) return step;
    const meanwhile = this.#meanwhile([...path, 'while']);
    return meanwhile && { ...step, meanwhile };
  }

  #refused(path: YamlPath, hasMeanwhile: boolean): ReadStep<Operation> | undefined {
    if (hasMeanwhile) {
      this.#refuse(this.source.placeOfKey([...path, 'while']), 'nothing is done in the middle of a refusal');
      return undefined;
    }
    const innerPath = [...path, 'refused'];
    if (wordAndValue(valueAt(this.source.value, innerPath))?.word === 'refused') {
      const message = 'found a refusal of a refusal, expected the operation that is refused';
      this.#refuse(this.source.placeOfKey([...innerPath, 'refused']), message);
      return undefined;
    }
    const inner = this.#step(innerPath);
    return inner && { ...inner, path, refused: true };
  }

  #meanwhile(path: YamlPath): ReadStep<Operation>[] | undefined {
    const steps = this.list(path);
    if (!steps || steps.length === 0) {
      const found = shown(valueAt(this.source.value, path));
      this.#refuse(this.source.placeOf(path), `found ${found}, expected a list of steps to take meanwhile`);
      return undefined;
    }
    const read = steps.flatMap((step) => step ?? []);
    return read.length === steps.length ? read : undefined;
  }

  #refuse(place: Place, message: string): void {
    this.mistakes.push({ ...place, message });
  }
}

/** A step is a bare word (`- reset`) or a map (`- offline: 2`), which may have a `while:` besides. */
function wordAndValue(
  step: unknown,
): { word: string; value: unknown; bare: boolean; hasMeanwhile: boolean } | undefined {
  if (typeof step === 'string') return { word: step, value: undefined, bare: true, hasMeanwhile: false };
  if (typeof step !== 'object' || step === null || Array.isArray(step)) return undefined;
  const entries = Object.entries(step).filter(([key]) => key !== 'while');
  const [entry] = entries;
  if (!entry || entries.length > 1) return undefined;
  const [word, value] = entry as [string, unknown];
  // `- offline:` with nothing behind it
  return { word, value: value ?? undefined, bare: false, hasMeanwhile: 'while' in step };
}

function notAStep(step: unknown): string {
  if (typeof step === 'object' && step !== null && !Array.isArray(step)) {
    const words = Object.keys(step)
      .filter((key) => key !== 'while')
      .map(quoted);
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
