import type { StreamDifference } from './compare.js';
import { GuestMemory } from './guest-memory.js';
import type { MigrationStream } from './read-stream.js';

/** Bytes that are shown of what differs. */
const shownBytes = 16;

/**
 * In which pages the guest's memory differs between two streams that were read with `memory`; neighbours are told as one,
 * with the first bytes that differ. Pages that one of the streams does not have cannot be compared.
 *
 * @throws StreamFormatError when a page cannot be decoded; EnvironmentError when a file cannot be read any more
 */
export async function* compareMemory(
  a: MigrationStream,
  b: MigrationStream,
  signal?: AbortSignal,
): AsyncGenerator<StreamDifference> {
  if (!a.pages || !b.pages) return;
  await using first = await GuestMemory.open(a.path, a.pages, signal);
  await using second = await GuestMemory.open(b.path, b.pages, signal);
  for (const [block, { length }] of a.pages.blocks) {
    if (b.pages.blocks.get(block)?.length === length) yield* compareBlock(block, length, first, second);
  }
}

async function* compareBlock(
  block: string,
  pages: number,
  first: GuestMemory,
  second: GuestMemory,
): AsyncGenerator<StreamDifference> {
  let run: { difference: StreamDifference; pages: number } | undefined;
  for (let page = 0; page < pages; page++) {
    const difference = mayDiffer(block, page, first, second)
      ? await comparePage(block, page, first, second)
      : undefined;
    if (difference && run) run.pages++;
    else if (difference) run = { difference, pages: 1 };
    else if (run) {
      yield named(run);
      run = undefined;
    }
  }
  if (run) yield named(run);
}

/** Most pages of most guests are zeros: these are passed in no time. */
function mayDiffer(block: string, page: number, first: GuestMemory, second: GuestMemory): boolean {
  const [a, b] = [first.look(block, page), second.look(block, page)];
  return a !== 'nowhere' && b !== 'nowhere' && (a === 'somewhere' || b === 'somewhere');
}

function named({ difference, pages }: { difference: StreamDifference; pages: number }): StreamDifference {
  return pages === 1
    ? difference
    : { ...difference, path: `${difference.path} and ${pages - 1} pages behind it` };
}

async function comparePage(
  block: string,
  page: number,
  first: GuestMemory,
  second: GuestMemory,
): Promise<StreamDifference | undefined> {
  const { pageBytes } = first.index;
  const [a, b] = [await first.page(block, page), await second.page(block, page)];
  if (!a || !b || a.equals(b)) return undefined;
  const at = a.findIndex((byte, i) => byte !== b[i]);
  return {
    path: `memory/${block}@0x${(page * pageBytes + at).toString(16)}`,
    type: 'buffer',
    first: a.subarray(at, at + shownBytes),
    second: b.subarray(at, at + shownBytes),
  };
}
