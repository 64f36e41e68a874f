/** Which of the pairs of several QEMUs are meant: every one, from an older to a newer, the other way, or between neighbours. */
export const pairKinds = ['all', 'forward', 'backward', 'neighbours'] as const;
export type PairKind = (typeof pairKinds)[number];

/** A QEMU among others. */
export interface Versioned {
  readonly version: { readonly major: number; readonly minor: number; readonly micro: number };
}

/** The source of a migration, and its destination. */
export type Pair<T> = readonly [source: T, destination: T];

/**
 * The pairs of a list of QEMUs. Those of one version keep their order in the list: the first is the older one. Only with `all` is
 * each its own partner, too.
 *
 * @returns row by row of the table, source by source, oldest first
 */
export function pairsOf<T extends Versioned>(qemus: readonly T[], kind: PairKind): Pair<T>[] {
  const inOrder = qemus.toSorted((a, b) => ageOf(a, b));
  return inOrder.flatMap((source, from) =>
    inOrder.filter((_, to) => isMeant[kind](from, to)).map((destination): Pair<T> => [source, destination]),
  );
}

const isMeant: Readonly<Record<PairKind, (from: number, to: number) => boolean>> = {
  all: () => true,
  forward: (from, to) => from < to,
  backward: (from, to) => from > to,
  neighbours: (from, to) => Math.abs(from - to) === 1,
};

function ageOf({ version: a }: Versioned, { version: b }: Versioned): number {
  return a.major - b.major || a.minor - b.minor || a.micro - b.micro;
}
