/** Where a stream's bytes come from: a file, or a snapshot inside of a disk image. */
export interface ByteSource {
  /** The file's path, for errors. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Reads until `into` is full. @throws StreamFormatError when the end comes before; the caller's reason to stop */
  read(into: Uint8Array, offset: number): Promise<void>;
}
