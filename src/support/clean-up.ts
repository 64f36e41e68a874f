/**
 * Things to take back, in the reverse order of their making. One that fails does not skip the next; disposing twice is
 * harmless. (Node 20 has `Symbol.asyncDispose`, but no `AsyncDisposableStack`.)
 */
export class CleanUp implements AsyncDisposable {
  #steps: (() => unknown)[] = [];

  /** Remembers a step; it runs before those remembered earlier. */
  defer(step: () => unknown): void {
    this.#steps.push(step);
  }

  /** Remembers a resource to dispose of, and gives it back. */
  use<T extends AsyncDisposable>(resource: T): T {
    this.defer(() => resource[Symbol.asyncDispose]());
    return resource;
  }

  /** Hands everything over to a new owner: this one then disposes of nothing. For a start that succeeded. */
  move(): CleanUp {
    const moved = new CleanUp();
    moved.#steps = this.#steps;
    this.#steps = [];
    return moved;
  }

  /** @throws AggregateError when steps failed, after all of them were tried; a single failure is thrown as it is. */
  async [Symbol.asyncDispose](): Promise<void> {
    const errors: unknown[] = [];
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length === 1) throw errors[0];
    if (errors.length > 1) throw new AggregateError(errors, `${errors.length} clean-up steps failed`);
  }
}
