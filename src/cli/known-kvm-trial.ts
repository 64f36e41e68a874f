import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localHost } from '../host/index.js';
import { cacheDirectory, findImage } from '../image/index.js';
import { findQemuOn } from '../qemu/index.js';
import { tryKvm, type KvmTrial, type TriedGuest } from './kvm-trial.js';

interface Remembered {
  readonly circumstances: string;
  readonly trial: KvmTrial;
}

/**
 * As {@link tryKvm}, but what was found is remembered for as long as nothing changes: a run shall begin at once, and a
 * guest on KVM takes a second or, where KVM is of no use, the whole deadline.
 */
export async function knownKvmTrial(guest: TriedGuest, signal: AbortSignal): Promise<KvmTrial> {
  const { host = localHost, arch } = guest;
  const place = host === localHost ? arch : `${arch}-${encodeURIComponent(host.name)}`;
  const file = join(cacheDirectory(), `kvm-${place}.json`);
  const circumstances = await describeCircumstances(guest);
  const known = read(file);
  if (known?.circumstances === circumstances) return known.trial;
  const trial = await tryKvm(guest, signal);
  if (trial.outcome !== 'untried') remember(file, { circumstances, trial });
  return trial;
}

/** The host since it was booted, the QEMU, and the image: with each of them equal, a trial comes to the same. */
async function describeCircumstances({ host = localHost, arch, qemu }: TriedGuest): Promise<string> {
  const path = await findQemuOn(host, arch, qemu);
  const [{ bootId }, status] = await Promise.all([host.facts(), host.files.stat(path)]);
  return [bootId, path, status?.modified, findImage({ arch })?.id].join(' ');
}

function read(file: string): Remembered | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Remembered;
  } catch {
    return undefined;
  }
}

function remember(file: string, remembered: Remembered): void {
  try {
    writeFileSync(file, JSON.stringify(remembered));
  } catch {
    // Then the next run tries again.
  }
}
