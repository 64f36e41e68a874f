import type { Layout } from './layout.js';

/**
 * The path of the field that has the byte at `offset`: `env.regs[3]`; empty for a state without fields. Between the
 * fields there are only headers of subsections: they belong to what comes after them.
 */
export function fieldAt(layout: Layout, offset: number): string {
  switch (layout.kind) {
    case 'leaf':
      return '';
    case 'array': {
      let first = 0;
      for (const run of layout.runs) {
        const index = Math.floor((offset - run.offset) / run.element.size);
        if (index < run.count) {
          const inside = fieldAt(run.element, offset - run.offset - index * run.element.size);
          return `[${first + Math.max(0, index)}]${inside === '' ? '' : `.${inside}`}`;
        }
        first += run.count;
      }
      return '';
    }
    case 'struct':
      for (const [name, member] of layout.members) {
        if (offset >= member.offset + member.layout.size) continue;
        const inside = fieldAt(member.layout, Math.max(0, offset - member.offset));
        return `${name}${inside.startsWith('[') || inside === '' ? '' : '.'}${inside}`;
      }
      return '';
  }
}
