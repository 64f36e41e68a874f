import { rename } from 'node:fs/promises';
import { LocalDirectory, localHost, type Host } from '../../host/index.js';
import { editStream, readStream } from '../../migration/index.js';
import { shellQuote } from '../../qemu/index.js';
import type { Ground } from '../fault.js';
import type { Tap, Verdict } from '../tap.js';
import type { StreamFaultSpec } from './stream-fault.js';

/** Where `migrate-incoming` says that the saved VM is. */
interface SavedVm {
  readonly path: string;
  readonly offset: number | undefined;
  /** What to tell QEMU for another file. */
  uriOf(path: string): string;
}

/**
 * Feeds a destination a changed copy of what the source saved.
 *
 * @param hasOccasion - whether the present step is one whose destination the VM lives on in
 */
export function streamTap(spec: StreamFaultSpec, ground: Ground, hasOccasion: () => boolean): Tap {
  let isDone = false;
  return {
    async command(name, { arguments: given = {} }, { qemu }): Promise<Verdict> {
      // A VM may start from a saved state, too.
      const saved =
        name === 'migrate-incoming' && ground.step > 0 && !isDone && hasOccasion()
          ? savedVm(given['uri'])
          : undefined;
      if (!saved) return 'pass';
      const changed = await onThisMachine(qemu.host, saved, (path, to) =>
        plantIn(spec, { ...saved, path }, to),
      );
      if (!changed) return 'pass';
      isDone = true;
      ground.planted(changed.what);
      return { withArguments: { ...given, uri: saved.uriOf(changed.path) } };
    },
  };
}

/** @returns what was changed; undefined when there was no occasion for it */
async function plantIn(
  spec: StreamFaultSpec,
  { path, offset }: SavedVm,
  to: string,
): Promise<string | undefined> {
  const { signal } = new AbortController();
  const stream = await readStream(path, { offset, memory: spec.memory });
  if (stream.damage) throw stream.damage;
  const plan = await spec.plan(stream, signal);
  if (!plan) return undefined;
  await editStream(path, to, plan.edits, { offset });
  if (spec.whenSaved) await rename(to, path);
  return plan.what;
}

/** A saved VM on another host is copied here, and its changed copy there. */
async function onThisMachine(
  { files }: Host,
  { path }: SavedVm,
  plant: (path: string, to: string) => Promise<string | undefined>,
): Promise<{ readonly path: string; readonly what: string } | undefined> {
  const changed = `${path}.planted`;
  if (files === localHost.files) {
    const what = await plant(path, changed);
    return what === undefined ? undefined : { path: (await files.stat(changed)) ? changed : path, what };
  }
  await using directory = LocalDirectory.create();
  const [from, to] = [directory.file('saved'), directory.file('planted')];
  await localHost.files.write(from, files.read(path));
  const what = await plant(from, to);
  if (what === undefined) return undefined;
  const isCopy = (await localHost.files.stat(to)) !== undefined;
  await files.write(isCopy ? changed : path, localHost.files.read(isCopy ? to : from));
  return { path: isCopy ? changed : path, what };
}

/** The addresses that vmwright's routes through files have. */
function savedVm(uri: unknown): SavedVm | undefined {
  if (typeof uri !== 'string') return undefined;
  const [, quoted] = /^exec:cat (\S+)$/.exec(uri) ?? [];
  if (quoted !== undefined) {
    return {
      path: quoted.replace(/^'(.*)'$/, '$1'),
      offset: undefined,
      uriOf: (path) => `exec:cat ${shellQuote([path])}`,
    };
  }
  const [, path, offset] = /^file:(?!\/dev\/fdset)([^,]+)(?:,offset=(\d+))?$/.exec(uri) ?? [];
  if (path === undefined) return undefined;
  return {
    path,
    offset: offset === undefined ? undefined : Number(offset),
    uriOf: (other) => `file:${other}${offset === undefined ? '' : `,offset=${offset}`}`,
  };
}
