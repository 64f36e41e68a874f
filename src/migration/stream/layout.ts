/** Where each field is in the bytes of a device's section. Offsets and sizes are bytes. */
export type Layout = LeafLayout | StructLayout | ArrayLayout;

/** A field that the description tells nothing more about than its size: an integer, a buffer, a list. */
interface LeafLayout {
  readonly kind: 'leaf';
  /** QEMU's word for it, as `uint32`; any text is possible. */
  readonly type: string;
  readonly size: number;
}

export interface StructLayout {
  readonly kind: 'struct';
  readonly size: number;
  /** Fields, then subsections by their whole name (`cpu/vfp`). */
  readonly members: ReadonlyMap<string, Member>;
  readonly subsections: readonly Subsection[];
  /** The members with subsections somewhere inside of them. */
  readonly nested: readonly Member[];
}

export interface ArrayLayout {
  readonly kind: 'array';
  readonly size: number;
  readonly length: number;
  /** QEMU describes elements that are alike once, and others one by one. */
  readonly runs: readonly { readonly offset: number; readonly count: number; readonly element: Layout }[];
}

export interface Member {
  /** Bytes from the struct's beginning. */
  readonly offset: number;
  readonly layout: Layout;
}

/** A header that must be found inside of a device's bytes: 0x05, the name with its length, the version. */
export interface Subsection extends Member {
  readonly name: string;
  readonly version: number;
}

export function hasSubsections(layout: Layout): boolean {
  switch (layout.kind) {
    case 'leaf':
      return false;
    case 'array':
      return layout.runs.some(({ element }) => hasSubsections(element));
    case 'struct':
      return layout.subsections.length > 0 || layout.nested.length > 0;
  }
}
