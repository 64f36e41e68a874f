/** Prints a migration stream with planted changes: `tampering-cat EDITS STREAM`, where EDITS is a file with JSON. */
import { createReadStream, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { copyWithEdits, type StreamEdit } from './stream-edits.js';

const [editsFile = '', stream = ''] = process.argv.slice(2);
const edits = JSON.parse(readFileSync(editsFile, 'utf8')) as StreamEdit[];
const copy = join(dirname(editsFile), `stream-${process.pid}`);
try {
  await copyWithEdits(stream, copy, edits);
  await pipeline(createReadStream(copy), process.stdout);
} finally {
  rmSync(copy, { force: true });
}
