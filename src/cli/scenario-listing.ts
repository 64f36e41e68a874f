import { guestArchitectures } from '../image/index.js';
import { needsOf, type Arch } from '../model/index.js';
import { operations } from '../operations/index.js';
import { estimateMs } from '../runner/index.js';
import {
  expandScenario,
  loadScenario,
  shippedScenarios,
  stepAsWritten,
  themeOf,
  type ScenarioWalk,
} from '../scenario/index.js';

/** A cell of a listed scenario, on the architectures on which it means something. */
interface ListedCell {
  readonly name: string;
  readonly archs: readonly Arch[];
  /** What its QEMU must offer: all of these. */
  readonly needs: readonly string[];
  /** Roughly, on the first of its architectures, under TCG. */
  readonly estimateMs: number;
}

/** Every scenario that ships, with what one wants to know before one runs it. */
export async function listScenarios() {
  const files = await shippedScenarios();
  const scenarios = await Promise.all(files.map((file) => loadScenario(file, operations)));
  return scenarios.map((scenario) => {
    const { name, file, proves, because, machine, choices, steps, catches } = scenario;
    const cells = listCells(guestArchitectures.map((arch) => expandScenario(scenario, arch)));
    const has = (arch: Arch) => cells.some(({ archs }) => archs.includes(arch));
    return {
      ...{ name, theme: themeOf(file), file, proves, because, machine, with: choices, catches },
      steps: steps.map(stepAsWritten),
      archs: guestArchitectures.filter(has),
      /** What every cell needs, and what only some do. */
      needs: commonNeeds(cells, 'every'),
      needsOfSome: commonNeeds(cells, 'some'),
      estimateMs: cells.reduce((sum, cell) => sum + cell.estimateMs, 0),
      cells,
    };
  });
}

export type ListedScenario = Awaited<ReturnType<typeof listScenarios>>[number];

function listCells(walksByArch: readonly (readonly ScenarioWalk[])[]): ListedCell[] {
  return (walksByArch[0] ?? []).map(({ name }, index) => {
    const walks = walksByArch.flatMap((all) => all[index] ?? []).filter(({ skip }) => skip === undefined);
    const [first] = walks;
    return {
      name,
      archs: walks.map(({ walk }) => walk.shape.arch),
      needs: first ? [...needsOf(first.walk)] : [],
      estimateMs: first ? Math.round(estimateMs(first.walk)) : 0,
    };
  });
}

function commonNeeds(cells: readonly ListedCell[], of: 'every' | 'some'): string[] {
  const all = [...new Set(cells.flatMap(({ needs }) => needs))];
  return all.filter((need) => cells.every(({ needs }) => needs.includes(need)) === (of === 'every'));
}

/** For people: what a scenario needs, or nothing when every QEMU can walk all of it. */
export function describeNeeds({ archs, needs, needsOfSome }: ListedScenario): string | undefined {
  const only = archs.length === guestArchitectures.length ? [] : archs.map((arch) => `${arch} guests`);
  const all = [...only, ...needs];
  const some = needsOfSome.length === 0 ? [] : [`for some cells: ${needsOfSome.join(', ')}`];
  const texts = [...(all.length > 0 ? [all.join(', ')] : []), ...some];
  return texts.length === 0 ? undefined : `needs ${texts.join('; ')}`;
}

/** `4 cells, some 30 s`. */
export function describeSize({
  cells,
  estimateMs: ms,
}: Pick<ListedScenario, 'cells' | 'estimateMs'>): string {
  return `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, some ${roughly(ms)}`;
}

function roughly(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
