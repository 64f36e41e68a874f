/** The answer to `query-qmp-schema`, as qapi/introspect.json of QEMU describes it. */
export type SchemaInfo = { readonly name: string; readonly features?: readonly string[] } & (
  | { readonly 'meta-type': 'builtin'; readonly 'json-type': string }
  | {
      readonly 'meta-type': 'enum';
      /** All that QEMU 5.2 tells. */
      readonly values: readonly string[];
      readonly members?: readonly EnumMember[];
    }
  | { readonly 'meta-type': 'array'; readonly 'element-type': string }
  | ObjectInfo
  | { readonly 'meta-type': 'alternate'; readonly members: readonly { readonly type: string }[] }
  | {
      readonly 'meta-type': 'command';
      readonly 'arg-type': string;
      readonly 'ret-type': string;
      readonly 'allow-oob'?: boolean;
    }
  | { readonly 'meta-type': 'event'; readonly 'arg-type': string }
);

export interface ObjectInfo {
  readonly 'meta-type': 'object';
  readonly members: readonly ObjectMember[];
  /** The member that tells the variants apart. */
  readonly tag?: string;
  readonly variants?: readonly { readonly case: string; readonly type: string }[];
}

interface ObjectMember {
  readonly name: string;
  readonly type: string;
  /** Its presence makes the member optional; it is always null. */
  readonly default?: null;
  readonly features?: readonly string[];
}

export interface EnumMember {
  readonly name: string;
  readonly features?: readonly string[];
}

/** The schema of one QEMU binary. */
export interface Schema {
  /** Of the QEMU: `10.0`. */
  readonly version: string;
  /** What it emulates: `aarch64`. */
  readonly target: string;
  readonly infos: readonly SchemaInfo[];
}
