import type { Features, Known } from './merge.js';
import type { Schema } from './introspection.js';

/** Says which QEMUs know something, in the words of the generated comments. */
export class Availability {
  readonly everywhere: Known;
  readonly #targets = new Map<string, string[]>();

  constructor(private readonly schemas: readonly Schema[]) {
    this.everywhere = new Set(schemas.keys());
    for (const { version, target } of schemas)
      this.#targets.set(version, [...(this.#targets.get(version) ?? []), target]);
  }

  /** `QEMU 5.2 (x86_64), 7.2`: targets where only some of a version's know it. */
  describe(known: Known): string {
    const versions = [...this.#targets].flatMap(([version, targets]) => {
      const knowing = this.schemas
        .filter((schema, index) => schema.version === version && known.has(index))
        .map(({ target }) => target);
      if (knowing.length === 0) return [];
      return [knowing.length === targets.length ? version : `${version} (${knowing.join(', ')})`];
    });
    return `QEMU ${versions.join(', ')}`;
  }

  /** One line for each feature: deprecated, unstable, or a capability that management tools look for. */
  describeFeatures(features: Features): string[] {
    return [...features].map(([feature, known]) => {
      const where = this.describe(known);
      if (feature === 'deprecated') return `@deprecated in ${where}`;
      if (feature === 'unstable') return `Unstable in ${where}.`;
      return `Feature \`${feature}\`: ${where}.`;
    });
  }
}

/** Whether two sets hold the same. */
export function equal(a: Known, b: Known): boolean {
  return a.size === b.size && [...a].every((schema) => b.has(schema));
}
