import type { CellDescription } from '../runner/index.js';

/** So many are enough to see what is wrong. */
const shown = 4;

/**
 * In what two plans differ, for people: nothing when they are of the same cells. Where QEMU is on the disk does not count,
 * which version it is does.
 */
export function planDifferences(
  one: readonly CellDescription[],
  another: readonly CellDescription[],
): string[] {
  const before = new Map(one.map((cell) => [cell.id, cell]));
  const after = new Map(another.map((cell) => [cell.id, cell]));
  const lost = [...before.keys()].filter((id) => !after.has(id));
  const added = [...after.keys()].filter((id) => !before.has(id));
  const changed = [...before].flatMap(([id, cell]) => {
    const now = after.get(id);
    return now ? changesOf(cell, now) : [];
  });
  return [
    ...(lost.length > 0 ? [`without ${some(lost)}`] : []),
    ...(added.length > 0 ? [`with ${some(added)} besides`] : []),
    ...some([...new Set(changed)])
      .split('\n')
      .filter(Boolean),
  ];
}

function changesOf(before: CellDescription, after: CellDescription): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)] as (keyof CellDescription)[]);
  return [...keys].flatMap((key) => {
    const [was, is] = [before, after].map((cell) => textOf(cell[key]));
    if (was === is) return [];
    // Of hundreds of cells the same has changed, mostly: told once.
    if (key === 'qemu') return [`QEMU ${after.qemu.version} in place of ${before.qemu.version}`];
    if (key === 'steps') return [`other steps in ${after.scenario}`];
    return [`${key} ${is ?? 'none'} in place of ${was ?? 'none'}`];
  });
}

function textOf(value: unknown): string {
  const text = JSON.stringify(value, (key, member: unknown) => (key === 'path' ? undefined : member)) as
    string | undefined;
  return text ?? 'none';
}

function some(names: readonly string[]): string {
  const more = names.length - shown;
  return more > 0 ? `${names.slice(0, shown).join(', ')} and ${more} more` : names.join(', ');
}
