/** Texts are put together until they are so long: one write for each line would take longer than all else. */
const writtenLetters = 2 ** 16;

/**
 * Writes data to standard output as fast as it is taken, however much it is, and stops early when nobody reads it any more.
 *
 * @throws the signal's reason
 */
export async function writeOut(
  texts: Iterable<string> | AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const { stdout } = process;
  let gathered = '';
  for await (const text of texts) {
    gathered += text;
    if (gathered.length < writtenLetters) continue;
    if (!stdout.write(gathered)) await taken(signal);
    if (!stdout.writable) return;
    gathered = '';
  }
  stdout.write(gathered);
}

/** Waits until more is taken, or nothing any more. What failed, the stream's guard tells. */
async function taken(signal: AbortSignal): Promise<void> {
  const { stdout } = process;
  signal.throwIfAborted();
  await new Promise<void>((resolve) => {
    const events = ['drain', 'close', 'error'];
    const end = () => {
      for (const event of events) stdout.off(event, end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    for (const event of events) stdout.on(event, end);
    signal.addEventListener('abort', end);
  });
  signal.throwIfAborted();
}
