import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What goes into a package. */
export interface PackageSpec {
  readonly name: string;
  readonly version: string;
  readonly depends?: string;
  /** Path in the package → text, or a file of this machine. */
  readonly files?: Readonly<Record<string, string | { readonly copyOf: string }>>;
}

/** Makes a package, uncompressed, and its stanza of a `Packages` file. */
export function buildPackage(spec: PackageSpec, root: string, pool: string, architecture: string): string {
  const tree = join(root, 'building');
  rmSync(tree, { recursive: true, force: true });
  for (const [path, content] of Object.entries(spec.files ?? {})) {
    const target = join(tree, path);
    mkdirSync(dirname(target), { recursive: true });
    if (typeof content === 'string') writeFileSync(target, content);
    else copyFileSync(content.copyOf, target);
    chmodSync(target, 0o755);
  }
  const fields = [
    `Package: ${spec.name}`,
    `Version: ${spec.version}`,
    `Architecture: ${architecture}`,
    'Maintainer: Nobody <nobody@example>',
    ...(spec.depends === undefined ? [] : [`Depends: ${spec.depends}`]),
    'Description: for a test',
  ];
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
  writeFileSync(join(tree, 'DEBIAN', 'control'), `${fields.join('\n')}\n`);
  const file = `${pool}/${spec.name}_${spec.version.replace(/^\d+:/, '')}_${architecture}.deb`;
  mkdirSync(join(root, pool), { recursive: true });
  execFileSync('dpkg-deb', ['-Znone', '--root-owner-group', '--build', tree, join(root, file)], {
    stdio: 'ignore',
  });
  rmSync(tree, { recursive: true });
  const data = readFileSync(join(root, file));
  return [...fields, `Filename: ${file}`, `Size: ${data.length}`, `SHA256: ${sha256(data)}`, ''].join('\n');
}

export function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}
