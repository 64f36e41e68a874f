/** Prints a migration stream with planted changes: `tampering-cat EDITS STREAM`, where EDITS is JSON. */
import { createReadStream, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { copyWithEdits, type StreamEdit } from './stream-edits.js';

const [edits = '', stream = ''] = process.argv.slice(2);
// Beside the original, in a folder that is taken away with it.
const copy = `${stream}-tampered`;
try {
  await copyWithEdits(stream, copy, JSON.parse(edits) as StreamEdit[]);
  await pipeline(createReadStream(copy), process.stdout);
} finally {
  rmSync(copy, { force: true });
}
