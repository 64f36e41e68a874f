/**
 * Cuts a stream of bytes into lines, each of them a QMP message. A line that arrives in pieces is kept as a list of
 * pieces and put together once, so that a reply of any size costs time linear in it.
 */
export class LineSplitter {
  #pieces: Buffer[] = [];
  #unfinishedBytes = 0;

  constructor(
    /** Gets every line that is not empty, without its line end. */
    private readonly onLine: (bytes: Buffer) => void,
    /** `onExceeded` is told whenever an unfinished line has grown over so many bytes. */
    private readonly limit: { readonly bytes: number; readonly onExceeded: (beginning: Buffer) => void },
  ) {}

  /** How many bytes of a line have come whose end has not. */
  get unfinishedBytes(): number {
    return this.#unfinishedBytes;
  }

  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      this.#endLine(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start === chunk.length) return;
    this.#pieces.push(chunk.subarray(start));
    this.#unfinishedBytes += chunk.length - start;
    if (this.#unfinishedBytes > this.limit.bytes) {
      this.limit.onExceeded(Buffer.concat(this.#pieces.slice(0, 4)).subarray(0, SHOWN_BEGINNING));
    }
  }

  #endLine(last: Buffer): void {
    let line = last;
    if (this.#pieces.length > 0) {
      this.#pieces.push(last);
      line = Buffer.concat(this.#pieces, this.#unfinishedBytes + last.length);
      this.#pieces = [];
      this.#unfinishedBytes = 0;
    }
    if (line[line.length - 1] === CARRIAGE_RETURN) line = line.subarray(0, -1);
    if (line.length > 0) this.onLine(line);
  }
}

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SHOWN_BEGINNING = 1024;
