import { stepCount, type ExploredStep, type ExploredWalk } from '../explored.js';
import { allowedPart } from './allowed-part.js';

/** A walk so short that every two of its steps are taken out together, too: a `stop` with its `cont`. */
const shortWalk = 9;

/** Smaller walks: the last steps alone, then the walk without ever smaller pieces, as in delta debugging. What remains is allowed. */
export function* fewerSteps(walk: ExploredWalk): Generator<ExploredWalk> {
  const { shape, steps } = walk;
  const size = stepCount(steps);
  yield* lastSteps(walk);
  for (const some of parts(steps)) {
    const part = allowedPart({ shape, steps: some });
    if (part.steps.length > 0 && stepCount(part.steps) < size) yield part;
  }
}

/** The boot and the last steps alone: what goes wrong at a step has its cause most often shortly before it. */
export function* lastSteps({ shape, steps }: ExploredWalk): Generator<ExploredWalk> {
  const [first] = steps;
  if (!first) return;
  const { operation, parameters } = first;
  for (let last = 1; last < steps.length - 1; last *= 2) {
    const part = allowedPart({ shape, steps: [{ operation, parameters }, ...steps.slice(-last)] });
    if (part.steps.length > 1) yield part;
  }
}

function* parts(steps: readonly ExploredStep[]): Generator<readonly ExploredStep[]> {
  for (
    let piece = Math.ceil((steps.length - 1) / 2);
    piece >= 1;
    piece = piece > 1 ? Math.ceil(piece / 2) : 0
  ) {
    for (let from = 1; from < steps.length; from += piece) yield steps.toSpliced(from, piece);
  }
  yield* withLessInTheMiddle(steps);
  if (steps.length > shortWalk) return;
  for (let one = 1; one < steps.length; one++) {
    for (let other = one + 1; other < steps.length; other++) {
      yield steps.filter((_, index) => index !== one && index !== other);
    }
  }
}

/** Each step without what is done in its middle, without a part of that, and this in its place. */
function* withLessInTheMiddle(steps: readonly ExploredStep[]): Generator<readonly ExploredStep[]> {
  for (const [index, { meanwhile = [], ...alone }] of steps.entries()) {
    if (meanwhile.length === 0) continue;
    yield steps.with(index, alone);
    if (meanwhile.length > 1)
      for (const inner of meanwhile.keys())
        yield steps.with(index, { ...alone, meanwhile: meanwhile.toSpliced(inner, 1) });
    if (index > 0) yield steps.toSpliced(index, 1, ...meanwhile);
  }
}
