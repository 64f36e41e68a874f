import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Git, GitFailure } from './git.js';

/**
 * Brings the submodules that the user's checkout has to the commits that a worktree wants, from the user's own copies:
 * without the network, and without a word in the repository's configuration, which all worktrees share. Those that the
 * user has not are left to the build, as QEMU's configure fetches what it lacks.
 */
export async function updateSubmodules(
  worktree: Git,
  commonFolder: string,
  signal: AbortSignal,
): Promise<void> {
  if (!existsSync(join(worktree.folder, '.gitmodules'))) return;
  const question = ['config', '--file', '.gitmodules', '--get-regexp', String.raw`^submodule\..*\.path$`];
  const listed = (await worktree.ask(question, signal)) ?? '';
  for (const line of listed.split('\n')) {
    const [, name, path] = /^submodule\.(.+)\.path (.+)$/.exec(line) ?? [];
    if (name === undefined || path === undefined) continue;
    const copy = join(commonFolder, 'modules', name);
    if (existsSync(copy)) await update(worktree, { name, path, copy }, signal);
  }
}

async function update(
  worktree: Git,
  { name, path, copy }: { readonly name: string; readonly path: string; readonly copy: string },
  signal: AbortSignal,
): Promise<void> {
  // git forbids clones of local folders below submodules, since somebody else's .gitmodules could name any: this one is ours.
  const settings = [
    `submodule.${name}.url=${copy}`,
    `submodule.${name}.active=true`,
    'protocol.file.allow=always',
  ];
  try {
    await worktree.run(
      [
        ...settings.flatMap((one) => ['-c', one]),
        'submodule',
        'update',
        '--quiet',
        '--force',
        '--checkout',
        '--',
        path,
      ],
      signal,
    );
  } catch (error) {
    // The copy may lack the commit; then the build says what it misses.
    if (!(error instanceof GitFailure)) throw error;
  }
}
