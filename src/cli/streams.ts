/** Data, for people or programs: one or more lines to standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Data for programs. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, undefined, 2));
}

let talker = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Talk: a line to standard error. */
export function say(line: string): void {
  talker(`vmwright: ${line}`);
}

/** Gives talk to somebody else until it is disposed of: to whoever draws on the terminal. */
export function talkThrough(other: (line: string) => void): Disposable {
  const before = talker;
  talker = other;
  return {
    [Symbol.dispose]: () => {
      talker = before;
    },
  };
}

/** Nobody reads any more: the other end of the pipe was closed, as `| head` does, or the terminal is gone. */
const nobodyReads = new Set(['EPIPE', 'EIO', 'ECONNRESET']);

/**
 * Goes on without output when nobody reads it any more; any other failure to write is told to `fail`.
 *
 * @returns takes the listeners away again
 */
export function guardStreams(fail: (error: Error) => void): () => void {
  const onError = (error: NodeJS.ErrnoException) => {
    if (!nobodyReads.has(error.code ?? '')) fail(error);
  };
  process.stdout.on('error', onError);
  process.stderr.on('error', onError);
  return () => {
    process.stdout.off('error', onError);
    process.stderr.off('error', onError);
  };
}
