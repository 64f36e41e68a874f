import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describeError } from '../../support/errors.js';
import { makeFolder } from '../../support/make-folder.js';
import { askSchema } from './ask.js';
import type { Schema } from './introspection.js';
import { merge } from './merge.js';
import { print } from './print.js';

// npm run generate:qmp -- [VERSION=]QEMU …
// Asks each QEMU for its schema, and writes the types of all of them to src/qmp/generated/.

const arguments_ = process.argv.slice(2);

try {
  if (arguments_.length === 0)
    throw new Error('no QEMU given; usage: npm run generate:qmp -- [VERSION=]QEMU …');
  const schemas: Schema[] = [];
  for (const argument of arguments_) {
    const [, version, qemu = argument] = /^([\w.]+)=(.+)$/.exec(argument) ?? [];
    const schema = await askSchema(qemu, version);
    process.stderr.write(
      `${qemu}: QEMU ${schema.version} ${schema.target}, ${schema.infos.length} entries\n`,
    );
    schemas.push(schema);
  }
  const folder = new URL('../generated/', import.meta.url);
  makeFolder(fileURLToPath(folder));
  for (const [file, text] of print(merge(schemas))) {
    await writeFile(new URL(file, folder), text);
    process.stderr.write(`wrote src/qmp/generated/${file}, ${text.length} characters\n`);
  }
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 3;
}
