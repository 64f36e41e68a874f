import { GuestMemory, type MigrationStream, type StreamEdit } from '../../migration/index.js';
import { streamFault } from './stream-fault.js';

/** At most so many pages are changed: one may be a copy that nobody looks at any more. */
const mostPages = 8;

/** What the guest's memory holds. */
export const memoryFaults = [
  streamFault({
    name: 'page-zeroed',
    says: "A page of a file that nobody writes, the script that was the guest's first process, comes back as zeros.",
    memory: true,
    plan: async (stream, signal) => {
      const edits = await pagesWith(stream, signal, (page) =>
        page.toString('latin1', 0, 3) === '#!/' ? 'zeros' : undefined,
      );
      return edits.length === 0 ? undefined : { edits, what: `${describe(edits)}: zeros` };
    },
  }),
  streamFault({
    name: 'written-page-damaged',
    says: 'Pages that the guest is writing all the time come back with one bit flipped.',
    memory: true,
    occasion: 'load',
    plan: async (stream, signal) => {
      const edits = await pagesWith(stream, signal, (page) => {
        // What each page of the load begins with: its block, round and number.
        if (!/^\d\.\d+\.\d+ [\d.]/.test(page.toString('latin1', 0, 16))) return undefined;
        page[2000] = (page[2000] ?? 0) ^ 1;
        return page;
      });
      return edits.length === 0 ? undefined : { edits, what: `${describe(edits)}: a bit flipped` };
    },
  }),
];

async function pagesWith(
  stream: MigrationStream,
  signal: AbortSignal,
  becomes: (page: Buffer) => Buffer | 'zeros' | undefined,
): Promise<Extract<StreamEdit, { edit: 'set-page' }>[]> {
  const { pages, path } = stream;
  if (!pages) return [];
  await using memory = await GuestMemory.open(path, pages, signal);
  const edits: Extract<StreamEdit, { edit: 'set-page' }>[] = [];
  for (const [block, { length }] of pages.blocks) {
    for (let page = 0; page < length && edits.length < mostPages; page++) {
      if (memory.look(block, page) !== 'somewhere') continue;
      const bytes = await memory.page(block, page);
      const to = bytes && becomes(bytes);
      if (to !== undefined) edits.push({ edit: 'set-page', block, page, to });
    }
  }
  return edits;
}

function describe(edits: readonly { readonly block: string; readonly page: number }[]): string {
  const [first] = edits;
  const more = edits.length > 1 ? ` and ${edits.length - 1} more` : '';
  return `page ${first?.page} of ${first?.block}${more}`;
}
