/**
 * Reads Linux's CPU list format: `0-2,5` (Documentation/admin-guide/cputopology.rst). An empty text is an empty list.
 *
 * @throws Error when the text is no CPU list
 */
export function parseCpuList(text: string): number[] {
  if (text.trim() === '') return [];
  return text
    .trim()
    .split(',')
    .flatMap((range) => {
      const match = /^(\d+)(?:-(\d+))?$/.exec(range);
      if (!match?.[1]) throw new Error(`not a CPU list: ${JSON.stringify(text)}`);
      const first = Number(match[1]);
      const last = Number(match[2] ?? match[1]);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}
